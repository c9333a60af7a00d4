// The Verdicts tab: what every score says of the dropped images, at a rate of false alarms that one chooses.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "app/pages/page.h"
#include "app/pages/verdicts/verdict_model.h"

class QDoubleSpinBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace nescio {

class VerdictController;
class VerdictTable;

/// Rate and choice of scores on top, the sorted table, and what it rests on below.   Thread: GUI.
class VerdictsPage : public Page {
    Q_OBJECT

  public:
    explicit VerdictsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Verdicts"); }
    [[nodiscard]] QString tip() const override {
        return tr("What each score says of the dropped images, at a rate of false alarms");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& /*theme*/) override {}  // the palette says it all

    [[nodiscard]] VerdictTable* table() const { return m_table; }
    [[nodiscard]] VerdictController& verdicts() const { return *m_verdicts; }

  protected:
    /// Verdicts are given while somebody looks.
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void layOut();
    void takeScores();
    void showRows();
    void showScore(int score, bool shown);
    void showSentence(const QString& sentence);
    /// Picks and shows the row of an image; nothing where it has none.
    void pick(std::uint64_t source);
    void tellPicked();
    void exportCsv();

    VerdictController* m_verdicts = nullptr;
    VerdictOrder m_order;
    QDoubleSpinBox* m_falseAlarms;
    QToolButton* m_scores;
    QMenu* m_scoreMenu;
    QPushButton* m_export;
    VerdictTable* m_table;
    QStackedWidget* m_middle;
    QLabel *m_empty, *m_words;
    std::set<std::string> m_hidden;  ///< ids of scores that the user hid, also of the next run
    bool m_picking = false;          ///< the session said which; it need not be told
};

}  // namespace nescio
