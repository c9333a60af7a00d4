// The Compare tab: runs side by side, as curves, as histograms of one set, as a table of results and of the
// settings in which they differ; and what each says of one image.
#pragma once

#include "app/pages/compare/compare_controller.h"
#include "app/pages/page.h"
#include "widgets/cell_table_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QTabWidget;

namespace nescio {

class BrushBar;
class CopiedTable;
class HistogramPlot;
class RunCurvesPlot;
class SetBox;

/// Two figures over two tables.   Thread: GUI.
class ComparePage : public Page {
    Q_OBJECT

  public:
    explicit ComparePage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Compare"); }
    [[nodiscard]] QString tip() const override {
        return tr("Runs side by side: curves, one set or one image under each, and where settings differ");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    /// The one that was used last.
    [[nodiscard]] PlotView* figure() const override;
    [[nodiscard]] QSplitter* splitter() const override { return m_splitter; }

    [[nodiscard]] RunCurvesPlot* curves() const { return m_curves; }
    [[nodiscard]] HistogramPlot* histogram() const { return m_histogram; }
    [[nodiscard]] CopiedTable* runs() const { return m_runs; }
    [[nodiscard]] CopiedTable* image() const { return m_image; }

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeFigures();
    QWidget* makeTables();
    CopiedTable* makeTable(const char* name, const QString& hint, CellTableModel& model,
                           CellTableOrder& order);
    void offerSets();
    void showCompared(const RunsCompared& compared);
    void showSentence(const QString& sentence);
    [[nodiscard]] std::vector<RowMark> marksOf(const std::vector<ComparedRow>& rows) const;

    Session* m_session = nullptr;
    CompareController* m_controller = nullptr;
    const Theme* m_theme;
    BrushBar* m_brush;
    SetBox* m_set;
    QComboBox* m_along;
    QCheckBox* m_all;
    RunCurvesPlot* m_curves;
    HistogramPlot* m_histogram;
    CellTableModel m_runModel, m_imageModel;
    CellTableOrder m_runOrder, m_imageOrder;
    CopiedTable* m_runs;
    CopiedTable* m_image;
    QLabel* m_imageWords;
    QTabWidget* m_tabs;
    QSplitter* m_splitter;
    PlotView* m_used;
    RunsCompared m_shown;
};

}  // namespace nescio
