// The Detection tab: which score should I trust? Every score on the same images, with what it had to know,
// what it costs, what others found, and the curves of those that are picked.
#pragma once

#include "app/pages/detection/detection_controller.h"
#include "app/pages/page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class CopiedTable;
class OwnScoreController;
class LinkedResult;
class ResultView;
class ScoreSort;
class ScoreTableModel;

/// What to compare on top, a row a score, and below what the picked ones do.   Thread: GUI.
class DetectionPage : public Page {
    Q_OBJECT

  public:
    explicit DetectionPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Detection"); }
    [[nodiscard]] QString tip() const override {
        return tr("Which score tells the sets apart, what it has to know, and what it costs");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] PlotView* figure() const override;

    [[nodiscard]] CopiedTable* table() const { return m_table; }
    [[nodiscard]] ResultView* view() const { return m_view; }

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void layOut();
    void fillSets();
    void look();
    void compare();
    void draw();
    void show(const std::shared_ptr<const Comparison>& comparison);
    void showNothing(const QString& sentence);
    void describePicked();
    void offerRemedy(const DetectedScore& score);
    [[nodiscard]] std::vector<std::string> pickedScores() const;

    Session* m_session = nullptr;
    DetectionController* m_controller = nullptr;
    OwnScoreController* m_own = nullptr;
    std::shared_ptr<const Comparison> m_comparison;
    bool m_chosen = false;  ///< the in-distribution set, by hand
    QComboBox *m_in, *m_out;
    QSpinBox* m_limit;
    QCheckBox* m_slow;
    QPushButton *m_compare, *m_new, *m_remedy;
    QDoubleSpinBox* m_falseAlarms;
    ScoreTableModel* m_model;
    ScoreSort* m_sort;
    CopiedTable* m_table;
    QLabel* m_details;
    LinkedResult* m_result;
    ResultView* m_view;  ///< its
};

}  // namespace nescio
