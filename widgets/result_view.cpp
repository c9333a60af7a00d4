#include "widgets/result_view.h"

#include <algorithm>

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/copied_table.h"
#include "widgets/number_words.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"

namespace nescio {
namespace {

constexpr int kLongestTab = 32;           ///< letters; the rest is in the tip
constexpr int kSortRole = Qt::UserRole;   ///< numbers as numbers
constexpr double kMostOfFindings = 0.22;  ///< of the height: figures are what this is about

QString objectNameOf(const std::string& id) {
    return QStringLiteral("result_%1").arg(QString::fromStdString(id));
}

/// Columns of a result as a model; a table of every pixel has thousands of rows, of which few are seen.
class ResultTableModel : public QAbstractTableModel {
  public:
    ResultTableModel(ResultTable table, QObject* parent)
        : QAbstractTableModel(parent), m_table(std::move(table)) {}

    int rowCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_table.rows());
    }
    int columnCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        const auto& column = m_table.columns[static_cast<std::size_t>(index.column())];
        const auto row = static_cast<std::size_t>(index.row());
        const bool words = column.numbers.empty();
        if (role == Qt::DisplayRole)
            return QString::fromStdString(words ? column.words[row] : briefNumber(column.numbers[row]));
        if (role == kSortRole)
            return words ? QVariant(QString::fromStdString(column.words[row]))
                         : QVariant(column.numbers[row]);
        if (role == Qt::TextAlignmentRole)
            return static_cast<int>(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
        if (role == Qt::ToolTipRole && !words) return QString::number(column.numbers[row], 'g', 17);
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (role != Qt::DisplayRole) return {};
        if (orientation == Qt::Vertical) return section + 1;
        const auto& column = m_table.columns[static_cast<std::size_t>(section)];
        const auto title = QString::fromStdString(column.title);
        return column.unit.empty() ? title : title + QLatin1Char('\n') + QString::fromStdString(column.unit);
    }

  private:
    ResultTable m_table;
};

QTableView* makeTable(const ResultTable& table, QWidget* parent) {
    auto* view = new CopiedTable(parent);
    view->setAccessibleName(QString::fromStdString(table.title));
    auto* sorted = new QSortFilterProxyModel(view);
    sorted->setSortRole(kSortRole);
    sorted->setSourceModel(new ResultTableModel(table, sorted));
    view->setModel(sorted);
    view->sortByColumn(-1, Qt::AscendingOrder);  // as the result has them, until a header is clicked
    view->setAlternatingRowColors(true);
    view->setFrameShape(QFrame::NoFrame);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->resizeColumnsToContents();
    return view;
}

}  // namespace

ResultView::ResultView(QWidget* parent)
    : QWidget(parent),
      m_theme(&Theme::fitting(palette())),
      m_title(new QLabel(this)),
      m_findingsArea(new QScrollArea(this)),
      m_findings(new QLabel),
      m_tabs(new QTabWidget(this)) {
    auto font = m_title->font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_title->setObjectName(QStringLiteral("resultTitle"));
    m_findings->setObjectName(QStringLiteral("resultFindings"));
    m_findings->setTextFormat(Qt::PlainText);
    m_findings->setAlignment(Qt::AlignTop);
    for (auto* label : {m_title, m_findings}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_findingsArea->setWidget(m_findings);
    m_findingsArea->setWidgetResizable(true);
    m_findingsArea->setFrameShape(QFrame::NoFrame);
    m_findingsArea->viewport()->setAutoFillBackground(false);
    m_findings->setAutoFillBackground(false);
    m_findingsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tabs->setObjectName(QStringLiteral("resultTabs"));
    m_tabs->setDocumentMode(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    column->setSpacing(kGridPx);
    column->addWidget(m_title);
    column->addWidget(m_findingsArea);
    column->addWidget(m_tabs, 1);
    column->addStretch(0);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ResultView::currentPlotChanged);
}

PlotView* ResultView::currentPlot() const {
    return m_hasData ? qobject_cast<PlotView*>(m_tabs->currentWidget()) : nullptr;
}

void ResultView::addTab(QWidget* widget, const std::string& id, const std::string& title) {
    const QString text = QString::fromStdString(title);
    widget->setObjectName(objectNameOf(id));
    QString shown = text.size() <= kLongestTab ? text : text.left(kLongestTab - 1).trimmed() + QChar(0x2026);
    shown.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_tabs->setTabToolTip(m_tabs->addTab(widget, shown), text);
}

void ResultView::addPlot(PlotView* plot, const std::string& id, const std::string& title, bool hasImages) {
    plot->setTheme(*m_theme);
    addTab(plot, id, title);
    m_hasImages = m_hasImages || hasImages;
    if (hasImages) Q_EMIT imagePlotAdded(plot);
}

void ResultView::fillTabs(const ExperimentResult& result) {
    for (const auto& figure : result.figures) {
        auto* plot = new ResultPlot(m_tabs);
        plot->show(figure, result.id);
        connect(plot, &ResultPlot::figureWanted, this, &ResultView::showFigure);
        addPlot(plot, figure.id, figure.title, plot->hasImages());
    }
    for (const auto& images : result.images) {
        auto* plot = new SamplesPlot(m_tabs);
        plot->show(images, result.id);
        addPlot(plot, images.id, images.title, plot->hasImages());
    }
    for (const auto& table : result.tables) addTab(makeTable(table, m_tabs), table.id, table.title);
}

void ResultView::show(const ExperimentResult& result) {
    const auto* before = m_hasData ? m_tabs->currentWidget() : nullptr;
    const QString tab = before ? before->objectName() : QString();
    {
        // One change of the figure, not one a tab.
        const QSignalBlocker blocker(m_tabs);
        while (m_tabs->count() > 0) delete m_tabs->widget(0);
        m_hasImages = false;
        fillTabs(result);
        if (auto* same = tab.isEmpty() ? nullptr : m_tabs->findChild<QWidget*>(tab))
            m_tabs->setCurrentWidget(same);
    }
    m_hasData = true;
    m_title->setText(QString::fromStdString(result.title + " — " + result.source));
    m_title->show();
    m_tabs->setVisible(m_tabs->count() > 0);
    QStringList findings;
    for (const auto& finding : result.findings) findings << QString::fromStdString(finding);
    setFindings(findings.join(QLatin1Char('\n')));
    Q_EMIT currentPlotChanged();
}

void ResultView::showSentence(const QString& sentence) {
    m_hasData = m_hasImages = false;
    m_title->hide();
    m_tabs->hide();
    setFindings(sentence);
    Q_EMIT currentPlotChanged();
}

void ResultView::setTheme(const Theme& theme) {
    m_theme = &theme;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (auto* plot = qobject_cast<PlotView*>(m_tabs->widget(i))) plot->setTheme(theme);
}

void ResultView::showFigure(const QString& figureId) {
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->objectName() == objectNameOf(figureId.toStdString()))
            return m_tabs->setCurrentIndex(i);
}

void ResultView::setFindings(const QString& text) {
    m_findings->setText(withTrueMinuses(text));
    m_findingsArea->setVisible(!text.isEmpty());
    fitFindings();
}

/// As high as the sentences are, but no higher than leaves the figure the largest thing; the rest scrolls.
void ResultView::fitFindings() {
    const QMargins margins = layout()->contentsMargins();
    const int width = contentsRect().width() - margins.left() - margins.right();
    const int needed = m_findings->heightForWidth(width);
    const int line = m_findings->fontMetrics().lineSpacing();
    const int most = m_hasData ? std::max(2 * line, static_cast<int>(height() * kMostOfFindings)) : needed;
    m_findingsArea->setFixedHeight(std::min(needed, most));
    layout()->activate();
}

void ResultView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFindings();
}

}  // namespace nescio
