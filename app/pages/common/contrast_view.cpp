#include "app/pages/common/contrast_view.h"

#include <utility>

#include <QDialogButtonBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/dialogs/tables_question.h"
#include "core/analysis/experiment.h"
#include "widgets/qt_text.h"
#include "widgets/result_view.h"

namespace nescio {

ContrastView::ContrastView(ExperimentResult result, QWidget* parent)
    : QDialog(parent), m_result(std::move(result)), m_view(new ResultView(this)) {
    setObjectName(QStringLiteral("contrastView"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    setWindowTitle(toQt(m_result.title));
    resize(920, 640);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* figure = buttons->addButton(tr("Export &figure…"), QDialogButtonBox::ActionRole);
    figure->setObjectName(QStringLiteral("contrastFigure"));
    figure->setToolTip(tr("Write the pictures of the open tab"));
    auto* tables = buttons->addButton(tr("E&xport tables…"), QDialogButtonBox::ActionRole);
    tables->setObjectName(QStringLiteral("contrastTables"));
    tables->setToolTip(tr("Write the table as CSV, LaTeX and Markdown"));
    tables->setEnabled(!m_result.tables.empty());
    for (auto* button : {figure, tables}) button->setAutoDefault(false);  // Enter writes no files
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_view, 1);
    column->addWidget(buttons);
    connect(m_view, &ResultView::currentPlotChanged, figure,
            [this, figure] { figure->setEnabled(m_view->currentPlot() != nullptr); });
    connect(figure, &QPushButton::clicked, this, [this] { Q_EMIT exportWanted(m_view->currentPlot()); });
    connect(tables, &QPushButton::clicked, this, &ContrastView::exportTables);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_view->show(m_result);
}

void ContrastView::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) m_view->setTheme(Theme::fitting(palette()));
}

void ContrastView::exportTables() {
    const auto filesOf = [this](const QString& base) {
        QStringList files;
        for (const auto& file : tableFiles(toStd(base), m_result)) files << toQt(file);
        return files;
    };
    askForTables(*this, QStringLiteral("exportContrast"), filesOf,
                 [this](const QString& base) { Q_EMIT tablesWanted(m_result, base); });
}

}  // namespace nescio
