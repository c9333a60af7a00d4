#include "widgets/result_view.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/theme.h"

namespace nescio {
namespace {

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
    auto* view = new QTableView(parent);
    view->setObjectName(QStringLiteral("result_%1").arg(QString::fromStdString(table.id)));
    view->setAccessibleName(QString::fromStdString(table.title));
    view->setModel(new ResultTableModel(table, view));
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setAlternatingRowColors(true);
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->resizeColumnsToContents();
    return view;
}

}  // namespace

ResultView::ResultView(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_findings(new QLabel(this)),
      m_tables(new QTabWidget(this)) {
    auto font = m_title->font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_title->setObjectName(QStringLiteral("resultTitle"));
    m_findings->setObjectName(QStringLiteral("resultFindings"));
    m_findings->setTextFormat(Qt::PlainText);
    for (auto* label : {m_title, m_findings}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_tables->setDocumentMode(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    column->setSpacing(2 * kGridPx);
    column->addWidget(m_title);
    column->addWidget(m_findings);
    column->addWidget(m_tables, 1);
    column->addStretch(0);
}

void ResultView::show(const ExperimentResult& result) {
    m_hasData = true;
    m_title->setText(QString::fromStdString(result.title + " — " + result.source));
    QStringList findings;
    for (const auto& finding : result.findings) findings << QString::fromStdString(finding);
    m_findings->setText(findings.join(QLatin1Char('\n')));
    while (m_tables->count() > 0) delete m_tables->widget(0);
    for (const auto& table : result.tables)
        m_tables->addTab(makeTable(table, m_tables), QString::fromStdString(table.title));
    m_title->show();
    m_tables->show();
}

void ResultView::showSentence(const QString& sentence) {
    m_hasData = false;
    m_title->hide();
    m_tables->hide();
    m_findings->setText(sentence);
}

}  // namespace nescio
