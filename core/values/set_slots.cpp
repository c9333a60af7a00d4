#include "core/values/set_slots.h"

namespace nescio {
namespace {

const SlottedSet* setNamed(const std::vector<SlottedSet>& sets, const std::string& id) {
    const auto found = std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.id == id; });
    return found == sets.end() ? nullptr : &*found;
}

constexpr int kFirstFurther = 4;

}  // namespace

int standingSlot(SetRole role) {
    switch (role) {
        case SetRole::Train:
            return 0;
        case SetRole::Test:
            return 1;
        case SetRole::OutOfDistribution:
            return 2;
        case SetRole::Samples:
            return 3;
        case SetRole::Other:
            return kFirstFurther;
    }
    return kFirstFurther;
}

int SlotBook::give(const std::string& id, const std::string& title, SetRole role) {
    for (auto& set : m_given)
        if (set.id == id) {
            if (!title.empty()) set.title = title;
            return set.slot;
        }
    const int slot = choose(id, role);
    m_given.push_back({id, title, slot});
    m_taken.insert(slot);
    return slot;
}

std::optional<int> SlotBook::of(const std::string& id) const {
    const auto* set = setNamed(m_given, id);
    return set ? std::optional(set->slot) : std::nullopt;
}

int SlotBook::choose(const std::string& id, SetRole role) const {
    const auto free = [&](int slot) { return !m_taken.contains(slot); };
    if (const auto* before = setNamed(m_kept, id); before && before->slot >= 0 && free(before->slot))
        return before->slot;
    if (free(standingSlot(role))) return standingSlot(role);
    // Grey stays what training sets have.
    int slot = kFirstFurther;
    while (!free(slot) || slot % kSetColours == standingSlot(SetRole::Train)) ++slot;
    return slot;
}

std::vector<SlottedSet> SlotBook::all() const {
    auto sets = m_given;
    for (const auto& set : m_kept)
        if (!setNamed(m_given, set.id)) sets.push_back(set);
    return sets;
}

SetSlots SlotBook::byTitle() const {
    SetSlots slots;
    for (const auto& set : m_kept)
        if (!m_taken.contains(set.slot)) slots[set.title] = set.slot;
    for (const auto& set : m_given) slots[set.title] = set.slot;
    return slots;
}

std::optional<int> slotMeant(const std::string& label, const SetSlots& slots) {
    std::optional<int> meant;
    std::size_t longest = 0;
    for (const auto& [title, slot] : slots) {
        const bool begins =
            label.starts_with(title) && (label.size() == title.size() || label[title.size()] == ',');
        if (!begins || title.size() < longest || title.empty()) continue;
        longest = title.size();
        meant = slot;
    }
    return meant;
}

}  // namespace nescio
