#include "widgets/paper/edits_form.h"

#include <QColorDialog>
#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include "widgets/control_names.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/plots/csv_table.h"
#include "widgets/spin_box.h"

namespace nescio {
namespace {

enum AxisColumn { kAxisName, kAxisLow, kAxisHigh, kAxisLog };

constexpr int kPanelRole = Qt::UserRole, kIsXRole = Qt::UserRole + 1;

QTableWidget* makeTable(QWidget* parent, const char* name, const QString& hint, const QStringList& titles) {
    auto* table = named(new QTableWidget(0, static_cast<int>(titles.size()), parent), name, hint);
    table->setHorizontalHeaderLabels(titles);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->verticalHeader()->setVisible(false);
    table->setWordWrap(false);
    return table;
}

QTableWidgetItem* fixedItem(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text);
    return item;
}

void paintSwatch(QToolButton* button, const QColor& colour) {
    QPixmap swatch(32, 12);
    swatch.fill(colour);
    button->setIcon(swatch);
    button->setIconSize(swatch.size());
}

/// One less than the fewest stands for what the page chose.
class BinsBox : public WholeBox {
  public:
    explicit BinsBox(QWidget* parent) : WholeBox(parent) {
        setRange(kFewestFigureBins - 1, kMostFigureBins);
        setSpecialValueText(EditsForm::tr("automatic"));
        setSingleStep(5);
    }
};

}  // namespace

EditsForm::EditsForm(QWidget* parent)
    : QObject(parent),
      m_words(makeTable(parent, "editWords", tr("The words of the figure and what stands in their place"),
                        {tr("in the figure"), tr("in print")})),
      m_axes(makeTable(parent, "editAxes", tr("What part of each axis is shown, and how"),
                       {tr("axis"), tr("from"), tr("to"), tr("logarithmic")})),
      m_series(makeTable(parent, "editSeries", tr("Colours and dashes"),
                         {tr("legend"), tr("colour"), tr("line")})),
      m_bins(named(new BinsBox(parent), "editBins", tr("How many bins the histograms have, 5 to 200"))) {
    connect(m_bins, &QSpinBox::valueChanged, this, [this](int bins) {
        m_edits.bins = bins < kFewestFigureBins ? 0 : bins;
        Q_EMIT changed();
    });
    m_words->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(m_words, &QTableWidget::itemChanged, this, &EditsForm::takeWord);
    connect(m_axes, &QTableWidget::itemChanged, this, &EditsForm::takeAxis);
}

void EditsForm::show(const Figure& figure, const FigureEdits& edits) {
    m_edits = edits;
    {
        const QSignalBlocker quiet(m_bins);
        m_bins->setValue(edits.bins > 0 ? edits.bins : m_bins->minimum());
    }
    fillWords(figure);
    fillAxes(figure);
    fillSeries(figure);
}

void EditsForm::fillWords(const Figure& figure) {
    const QSignalBlocker quiet(m_words);
    const QStringList words = wordsIn(figure);
    m_words->setRowCount(static_cast<int>(words.size()));
    for (int row = 0; row < m_words->rowCount(); ++row) {
        const auto known = m_edits.words.find(words[row]);
        m_words->setItem(row, 0, fixedItem(words[row]));
        m_words->setItem(row, 1,
                         new QTableWidgetItem(known == m_edits.words.end() ? words[row] : known->second));
    }
}

void EditsForm::takeWord(QTableWidgetItem* item) {
    const QString was = m_words->item(item->row(), 0)->text();
    if (item->text() == was)
        m_edits.words.erase(was);
    else
        m_edits.words[was] = item->text();
    Q_EMIT changed();
}

void EditsForm::fillAxes(const Figure& figure) {
    const QSignalBlocker quiet(m_axes);
    m_axes->setRowCount(0);
    for (std::size_t i = 0; i < figure.panels.size(); ++i) {
        const Panel& panel = figure.panels[i];
        if (panel.cells || panel.picture || !panel.instead.isEmpty()) continue;
        const QString where = figure.panels.size() > 1 ? tr("panel %1, ").arg(i + 1) : QString();
        addAxis(static_cast<int>(i), true, panel.x, where + tr("x"));
        addAxis(static_cast<int>(i), false, panel.y, where + tr("y"));
    }
}

void EditsForm::addAxis(int panel, bool x, const Axis& axis, const QString& where) {
    if (!axis.categories.empty()) return;
    const auto& edits = x ? m_edits.x : m_edits.y;
    const auto known = edits.find(panel);
    static const AxisEdit kNone;
    const AxisEdit& edit = known == edits.end() ? kNone : known->second;
    const int row = m_axes->rowCount();
    m_axes->insertRow(row);
    auto* name = fixedItem(QStringLiteral("%1: %2").arg(where, axis.title));
    name->setData(kPanelRole, panel);
    name->setData(kIsXRole, x);
    m_axes->setItem(row, kAxisName, name);
    const auto end = [&](const std::optional<double>& value, double shown) {
        // What was typed to the last digit; what is only shown as far as an eye reads.
        return new QTableWidgetItem(value ? CsvTable::cell(*value) : QString::number(shown, 'g', 6));
    };
    m_axes->setItem(row, kAxisLow, end(edit.low, axis.range.low));
    m_axes->setItem(row, kAxisHigh, end(edit.high, axis.range.high));
    auto* logarithmic = new QTableWidgetItem;
    logarithmic->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    logarithmic->setCheckState(edit.logarithmic ? Qt::Checked : Qt::Unchecked);
    m_axes->setItem(row, kAxisLog, logarithmic);
}

/// An end that is no number is as if it were not told.
void EditsForm::takeAxis(QTableWidgetItem* item) {
    const auto* name = m_axes->item(item->row(), kAxisName);
    auto& edits = name->data(kIsXRole).toBool() ? m_edits.x : m_edits.y;
    AxisEdit& edit = edits[name->data(kPanelRole).toInt()];
    bool isNumber = false;
    const double value = item->text().trimmed().toDouble(&isNumber);
    const auto end = isNumber ? std::optional(value) : std::nullopt;
    if (item->column() == kAxisLow) edit.low = end;
    if (item->column() == kAxisHigh) edit.high = end;
    if (item->column() == kAxisLog) edit.logarithmic = item->checkState() == Qt::Checked;
    Q_EMIT changed();
}

void EditsForm::fillSeries(const Figure& figure) {
    const auto legend = legendIn(figure);
    m_series->setRowCount(static_cast<int>(legend.size()));
    for (int row = 0; row < m_series->rowCount(); ++row) {
        const LegendEntry& entry = legend[static_cast<std::size_t>(row)];
        const auto known = m_edits.series.find(entry.text);
        const SeriesEdit edit = known == m_edits.series.end() ? SeriesEdit() : known->second;
        m_series->setItem(row, 0, fixedItem(entry.text));
        auto* colour = named(new QToolButton(m_series), "seriesColour", tr("Colour of %1").arg(entry.text));
        paintSwatch(colour, edit.colour.isValid() ? edit.colour : entry.colour);
        auto* dash = named(new QComboBox(m_series), "seriesDash", tr("Line of %1").arg(entry.text));
        dash->addItems({tr("solid"), tr("dashed"), tr("dotted"), tr("dash, dot"), tr("dash, dot, dot")});
        dash->setCurrentIndex(static_cast<int>(edit.dash.value_or(entry.dash)) - 1);
        dash->setEnabled(!entry.dot);
        connect(colour, &QToolButton::clicked, this, [this, name = entry.text, colour, was = entry.colour] {
            const auto found = m_edits.series.find(name);
            const QColor now =
                found != m_edits.series.end() && found->second.colour.isValid() ? found->second.colour : was;
            auto* dialog = new QColorDialog(now, m_series);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QColorDialog::colorSelected, this, [this, name, colour](const QColor& chosen) {
                m_edits.series[name].colour = chosen;
                paintSwatch(colour, chosen);
                Q_EMIT changed();
            });
            dialog->open();
        });
        connect(dash, &QComboBox::currentIndexChanged, this, [this, name = entry.text](int index) {
            m_edits.series[name].dash = static_cast<Qt::PenStyle>(index + 1);
            Q_EMIT changed();
        });
        m_series->setCellWidget(row, 1, colour);
        m_series->setCellWidget(row, 2, dash);
    }
}

}  // namespace nescio
