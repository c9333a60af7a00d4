// A line in which whatever the window has, commands and places, is found by its words and reached with Enter.
#pragma once

#include <functional>
#include <vector>

#include <QLineEdit>

class QCompleter;
class QModelIndex;
class QStandardItemModel;

namespace nescio {

/// One thing that can be found.
struct SearchEntry {
    QString text;               ///< what is searched: "Export figure…", "Detection"
    QString hint;               ///< what kind of thing it is: "command · Ctrl+E", "tab"
    std::function<void()> run;  ///< goes there, or does it
};

/// Completes over entries.   Thread: GUI.
class ActionSearch : public QLineEdit {
    Q_OBJECT

  public:
    explicit ActionSearch(QWidget* parent = nullptr);

    /// Where the entries come from; asked anew whenever somebody begins to search.
    void setSource(std::function<std::vector<SearchEntry>()> source);

  protected:
    void focusInEvent(QFocusEvent* event) override;

  private:
    void refill();
    void runAt(const QModelIndex& index);

    std::function<std::vector<SearchEntry>()> m_source;
    std::vector<SearchEntry> m_entries;
    bool m_running = false;  ///< one key press, told of twice, runs once
    QStandardItemModel* m_model;
    QCompleter* m_completer;
};

}  // namespace nescio
