// The Breakdown tab: why is this image likely? The waterfall of its terms with, where the model has one, the
// map of its pixels under it; and the account: every number that speaks of it, in figures and tables.
#pragma once

#include <QWidget>

class QLabel;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace nescio {

class BreakdownPlot;
class PerPixelPlot;
class PlotView;
class ResultView;
struct Theme;

/// Figures of the same image.   Thread: GUI.
class BreakdownPage : public QWidget {
    Q_OBJECT

  public:
    explicit BreakdownPage(QWidget* parent = nullptr);

    [[nodiscard]] BreakdownPlot* plot() const { return m_plot; }
    [[nodiscard]] PerPixelPlot* map() const { return m_map; }
    [[nodiscard]] ResultView* account() const { return m_account; }
    /// The figure that an export is about: that of the account while it is shown (none for a table); the map
    /// while it has the focus, else the waterfall.
    [[nodiscard]] PlotView* figure() const;
    /// Gives the map half of the room when it has something to show, else a line that says why not.
    void makeRoom();
    /// Nothing is held any more.
    void release();

  Q_SIGNALS:
    /// The map is to be exported.
    void exportRequested();
    /// Another figure is shown.
    void figureChanged();
    /// Whether the account that is shown is to be kept beside those that follow.
    void holdRequested(bool on);
    /// Whether the account can be seen.
    void accountWanted(bool wanted);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    [[nodiscard]] bool showsAccount() const;
    void askForAccount();

    QTabWidget* m_tabs;
    ResultView* m_account;
    QToolButton* m_hold;
    BreakdownPlot* m_plot;
    PerPixelPlot* m_map;
    QToolButton* m_export;
    QSplitter* m_splitter;
    QWidget* m_mapPane;
    QLabel* m_none;  ///< why there is no map
};

}  // namespace nescio
