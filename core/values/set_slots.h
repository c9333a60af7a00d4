// Which colour, dash and marker a set of images has: one number, its slot, which it gets once and keeps in
// every list, figure and file, under every run, whatever is hidden, added or removed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/values/image.h"

namespace nescio {

/// Slots by the title of a set, which is what figures know of it.
using SetSlots = std::map<std::string, int>;

/// Looks before the colours come again, with another dash and another marker.
inline constexpr int kSetColours = 7;

/// Runs that are drawn beside each other have slots of their own from here on, with hues that no set has.
inline constexpr int kFirstRunSlot = 1 << 16;

/// The slot that the first set of a role has: 0 training, 1 test, 2 OOD, 3 samples; further sets have those
/// from 4 on.
int standingSlot(SetRole role);

/// A set with the slot that it has.
struct SlottedSet {
    std::string id;
    std::string title;
    int slot = 0;
    bool operator==(const SlottedSet&) const = default;
};

/// Gives slots. Rule: what a set had before, where no other one that was met since has it; else the standing
/// slot of its role; else the first from 4 on that is free. No two sets have the same one.
class SlotBook {
  public:
    /// `kept`: what sets had before, e.g. in earlier sessions.
    explicit SlotBook(std::vector<SlottedSet> kept) : m_kept(std::move(kept)) {}
    SlotBook() = default;

    /// The slot of a set, from its first asking on always the same, whatever its role becomes.
    int give(const std::string& id, const std::string& title, SetRole role);
    /// nullopt: never given.
    [[nodiscard]] std::optional<int> of(const std::string& id) const;
    /// Takes a slot away from those to be given.
    void hold(int slot) { m_taken.insert(slot); }

    /// What has been given and, of what was kept, all that nobody got since.
    [[nodiscard]] std::vector<SlottedSet> all() const;
    [[nodiscard]] SetSlots byTitle() const;

  private:
    [[nodiscard]] int choose(const std::string& id, SetRole role) const;

    std::vector<SlottedSet> m_kept, m_given;
    std::set<int> m_taken;
};

/// The slot that the words of a legend mean: that of the longest title which they are, or which a comma ends
/// in them; nullopt where none is. "MNIST test, n = 512" means "MNIST test", not "MNIST te".
std::optional<int> slotMeant(const std::string& label, const SetSlots& slots);

/// The slot of each series of a figure: its set's, where it has one, else as SlotBook gives them to roles, in
/// order, none of them twice.
template <class Series>
std::vector<int> slotsOf(const std::vector<Series>& all) {
    SlotBook book;
    for (const auto& series : all)
        if (series.slot >= 0) book.hold(series.slot);
    std::vector<int> slots;
    for (std::size_t at = 0; at < all.size(); ++at)
        slots.push_back(all[at].slot >= 0 ? all[at].slot
                                          : book.give(std::to_string(at), all[at].label, all[at].role));
    return slots;
}

/// Gives every series whose words mean a set that set's slot.
template <class Series>
void useSlots(std::vector<Series>& all, const SetSlots& slots) {
    for (auto& series : all)
        if (const auto slot = slotMeant(series.label, slots)) series.slot = *slot;
}

}  // namespace nescio
