// The Breakdown tab: why is this image likely? The waterfall of its terms with, where the model has one, the
// map of its pixels under it; and the account: every number that speaks of it, in figures and tables.
#pragma once

#include <optional>

#include "app/pages/page.h"
#include "core/views/inspection.h"

class QLabel;
class QTabWidget;
class QToolButton;

namespace nescio {

class BreakdownPlot;
class PerPixelPlot;
class ResultView;

/// Figures of the same image.   Thread: GUI.
class BreakdownPage : public Page {
    Q_OBJECT

  public:
    explicit BreakdownPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Breakdown"); }
    [[nodiscard]] QString tip() const override {
        return tr("Where the likelihood of the selected image comes from");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    /// That of the account while it is shown (none for a table); the map while it has the focus, else the
    /// waterfall.
    [[nodiscard]] PlotView* figure() const override;

    [[nodiscard]] BreakdownPlot* plot() const { return m_plot; }
    [[nodiscard]] PerPixelPlot* map() const { return m_map; }
    [[nodiscard]] ResultView* account() const { return m_account; }

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    [[nodiscard]] bool showsAccount() const;
    /// The account is drawn up only while it can be seen.
    void askForAccount();
    void showInspection(const Inspection& inspection);
    /// Gives the map half of the room when it has something to show, else a line that says why not.
    void makeRoom();
    /// Keeps the image of the shown tab beside those that follow, or lets it go.
    void hold(bool on);
    /// The account holds nothing any more.
    void release();
    /// The button speaks of the shown tab.
    void updateHold();
    void showTerms();

    InspectController* m_inspecting = nullptr;
    Inspection m_shown;
    std::optional<Inspection> m_pinned;  ///< set against in the waterfall
    bool m_accountHeld = false;

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
