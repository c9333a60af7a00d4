// The state of the window, in one place. Controllers change it, views draw it, nothing else holds state;
// a setter that changes nothing emits nothing.
#pragma once

#include <QObject>

#include "app/session/session_values.h"
#include "core/values/experiment.h"
#include "core/values/result_figure.h"

namespace nescio {

/// Data sets, runs, the current run, dropped images and the selection.   Thread: GUI.
class Session : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    // Data sets
    [[nodiscard]] const std::vector<DataEntry>& dataSets() const { return m_dataSets; }
    [[nodiscard]] const DataEntry* dataSet(const std::string& id) const;
    /// Adds a set or replaces the one with its id; role and check of an existing one stay.
    void putDataSet(DataEntry entry);
    void removeDataSet(const std::string& id);
    void setShown(const std::string& id, bool shown);
    void setRole(const std::string& id, std::optional<SetRole> role);
    [[nodiscard]] SetRole roleOf(const DataEntry& set) const;

    /// What a set's colour goes by, everywhere. It has its own for good from the first run on that it is
    /// listed beside; before, roles are not known, and it is a further set.   -1: not listed.
    [[nodiscard]] int slotOf(const std::string& id) const;
    /// The same for all sets, listed or met in runs, by title.
    [[nodiscard]] SetSlots slotsByTitle() const;
    [[nodiscard]] const SlotBook& slotBook() const { return m_slots; }
    /// Makes a result ready to be drawn: sets in their colours, no images of sets that are other ones by now.
    void fit(ExperimentResult& result) const;
    /// Begins with what sets had before.
    void setSlotBook(SlotBook slots);

    /// The set whose images are looked at, dropped ones too; "" for none.
    [[nodiscard]] const std::string& pickedSet() const { return m_pickedSet; }
    void pickSet(const std::string& id);
    /// Whether the chosen images are looked at in its place: what was asked for last.
    [[nodiscard]] bool looksAtChosen() const { return m_looksAtChosen; }
    void lookAtChosen();

    // Runs
    [[nodiscard]] const std::vector<RunEntry>& runs() const { return m_runs; }
    [[nodiscard]] const RunEntry* run(const std::string& path) const;
    [[nodiscard]] const RunEntry* currentRun() const { return run(m_currentRun); }
    /// Adds a run or replaces the one with its path.
    void putRun(RunEntry entry);
    void removeRun(const std::string& path);
    void setCurrentRun(const std::string& path);
    void setSummary(const std::string& path, const RunSummary& summary);
    /// Puts a newer snapshot of a run's model in place.
    void setModel(const std::string& path, std::shared_ptr<const FrozenModel> model);
    /// Forgets the snapshots of a run: its model is read from the run file when it is next needed.
    void reloadModel(const std::string& path);
    void setLive(const std::string& path, bool live);
    void appendHistory(const std::string& path, const std::vector<HistoryRow>& rows);
    void putTable(const std::string& path, std::shared_ptr<const TermTable> table);
    /// Replaces all tables of a run at once: those of one model are never shown beside those of another.
    void setTables(const std::string& path, std::map<std::string, std::shared_ptr<const TermTable>> tables,
                   std::shared_ptr<const FrozenModel> by = nullptr);
    /// The run whose paradox has been shown and of which the next looks are still to be named; "": none.
    [[nodiscard]] const std::string& paradox() const { return m_paradox; }
    void setParadox(const std::string& path);
    void setSamples(const std::string& path, SamplesData samples);
    /// The current run's sheet; null where it has none of that kind.
    [[nodiscard]] const Sheet* sheet(SheetKind kind) const;
    void setSheet(const std::string& path, SheetKind kind, Sheet sheet);
    /// Says why a run's model has no latents, "" where it has.
    void setNoLatents(const std::string& path, const std::string& why);

    // Images
    [[nodiscard]] const std::vector<DroppedImage>& dropped() const { return m_dropped; }
    void setDropped(std::vector<DroppedImage> images);
    [[nodiscard]] const Selection& selection() const { return m_selection; }
    void select(const Selection& selection);
    /// Selects again what is selected, because what is known about it changed.
    void touchSelection() { Q_EMIT selectionChanged(); }

    /// What is highlighted wherever images are drawn; by session's ids of sets, so that it outlives views and
    /// runs.
    [[nodiscard]] const std::shared_ptr<const Brush>& brush() const { return m_brush; }
    void choose(ImageSelection images);
    void setFilter(std::optional<ImageSelection> images);
    /// Selections that were given a name.
    [[nodiscard]] const std::map<std::string, ImageSelection>& keptSelections() const { return m_kept; }
    /// An empty one forgets the name.
    void keepSelection(const std::string& name, ImageSelection images);

    [[nodiscard]] const EngineFacts& engine() const { return m_engine; }
    void setEngine(EngineFacts facts);

  Q_SIGNALS:
    void dataSetsChanged();
    /// Sets got slots, which are worth keeping.
    void slotsGiven();
    /// What is still computed of it is not wanted any more. `what`: as in DataEntry.
    void dataSetRemoved(const std::string& id, const std::string& what);
    /// The user checked a set: it is to be drawn, so it may have to be scored.
    void dataSetChecked(const std::string& id);
    /// Other images are looked at.
    void pickedSetChanged();
    void runsChanged();
    void currentRunChanged();
    void historyChanged(const std::string& runPath);
    void tablesChanged(const std::string& runPath);
    void paradoxChanged();
    void samplesChanged(const std::string& runPath);
    void droppedChanged();
    void selectionChanged();
    void brushChanged();
    void keptSelectionsChanged();
    void engineChanged();

  private:
    RunEntry* findRun(const std::string& path);
    DataEntry* findDataSet(const std::string& id);
    /// What is no longer listed is not chosen, nor kept.
    void unchoose(const std::string& setId);
    void giveSlots();

    std::vector<DataEntry> m_dataSets;
    SlotBook m_slots;
    std::string m_pickedSet;
    bool m_looksAtChosen = false;
    std::vector<RunEntry> m_runs;
    std::string m_currentRun;
    std::string m_paradox;
    std::vector<DroppedImage> m_dropped;
    Selection m_selection;
    std::shared_ptr<const Brush> m_brush = std::make_shared<const Brush>();
    std::map<std::string, ImageSelection> m_kept;
    EngineFacts m_engine;
};

}  // namespace nescio
