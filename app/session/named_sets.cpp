#include "app/session/named_sets.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "datasets/address.h"

namespace nescio {
namespace {

bool isHere(const CatalogueEntry& entry) {
    return entry.synthetic || (entry.path && entry.impostor.empty());
}

bool isFile(const std::string& what) {
    std::error_code ignored;
    return !what.empty() && std::filesystem::exists(parseAddress(what).path, ignored);
}

DataEntry entryFor(const CatalogueEntry& named) {
    return {.id = named.id,
            .title = named.title,
            .what = named.id,
            .shape = named.shape,
            .count = named.count,
            .available = named.count,
            .synthetic = named.synthetic};
}

/// Collects what is at hand, each id once.
class Collected {
  public:
    explicit Collected(const std::vector<CatalogueEntry>& catalogue) : m_catalogue(catalogue) {}

    /// A set by what it was loaded from: a name of the catalogue, or a file.
    void add(const std::string& what, DataEntry known) {
        const auto named = std::find_if(m_catalogue.begin(), m_catalogue.end(),
                                        [&](const CatalogueEntry& entry) { return entry.id == what; });
        if (named != m_catalogue.end()) {
            if (isHere(*named)) add(entryFor(*named));
        } else if (isFile(what)) {
            known.what = what;
            add(std::move(known));
        }
    }
    void add(DataEntry entry) {
        const bool known = std::any_of(m_sets.begin(), m_sets.end(),
                                       [&](const DataEntry& set) { return set.id == entry.id; });
        if (!known) m_sets.push_back(std::move(entry));
    }
    [[nodiscard]] std::vector<DataEntry> sets() && { return std::move(m_sets); }

  private:
    const std::vector<CatalogueEntry>& m_catalogue;
    std::vector<DataEntry> m_sets;
};

/// A set as a table of its scores knows it.
DataEntry entryFor(const TermTable& table) {
    return {.id = table.setId,
            .title = table.setTitle,
            .what = {},
            .shape = table.shape,
            .count = table.available,
            .available = table.available,
            .synthetic = table.synthetic,
            .fingerprint = table.key.set};
}

}  // namespace

std::vector<DataEntry> namedSets(const RunSummary& run, const TablesBySet& tables,
                                 const std::vector<CatalogueEntry>& catalogue) {
    Collected sets(catalogue);
    sets.add(run.spec.trainData, {.id = run.trainSetId,
                                  .title = run.trainSetTitle,
                                  .what = {},
                                  .shape = run.shape,
                                  .count = run.trainAvailable,
                                  .available = run.trainAvailable,
                                  .synthetic = run.synthetic});
    for (const auto& entry : catalogue)
        if (isHere(entry) && entry.id != run.trainSetId && partOf(entry.id) == SetPart::Testing &&
            sameFamily(entry.id, run.trainSetId))
            sets.add(entryFor(entry));
    for (std::size_t i = 0; i < run.spec.watch.size() && i < run.watched.size(); ++i) {
        const auto& set = run.watched[i];
        sets.add(run.spec.watch[i], {.id = set.setId,
                                     .title = set.title,
                                     .what = {},
                                     .shape = run.shape,
                                     .count = set.available,
                                     .available = set.available});
    }
    for (const auto& [id, table] : tables)
        if (id != kSamplesSet) {
            const bool file = !table->synthetic && isFile(table->source);
            sets.add(file ? table->source : id, entryFor(*table));
        }
    return std::move(sets).sets();
}

std::vector<std::string> unscoredOf(const RunEntry& run, const std::vector<DataEntry>& sets,
                                    std::int64_t reference) {
    std::vector<std::string> ids;
    for (const auto& set : sets) {
        const auto table = run.tables.find(set.id);
        const auto rows = table != run.tables.end() && isCurrent(run.summary, table->second->key.weights)
                              ? static_cast<std::int64_t>(table->second->rows())
                              : 0;
        const bool training = set.id == run.summary.trainSetId;
        if (rows < (training ? std::min(reference, set.available) : set.available)) ids.push_back(set.id);
    }
    return ids;
}

}  // namespace nescio
