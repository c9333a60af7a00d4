#include "app/pages/common/contrast_view.h"

#include <utility>

#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/dialogs/replace_question.h"
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
    auto* dialog = new QFileDialog(this, tr("Export tables"));
    dialog->setObjectName(QStringLiteral("exportContrast"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](QString path) {
        if (path.endsWith(QLatin1String(".csv"))) path.chop(4);
        QStringList files;
        for (const auto& file : tableFiles(toStd(path), m_result)) files << toQt(file);
        askBeforeReplacing(*this, files, [this, path] { Q_EMIT tablesWanted(m_result, path); });
    });
    dialog->open();
}

}  // namespace nescio
