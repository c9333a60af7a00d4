#include "app/dialogs/tables_question.h"

#include <QFileDialog>

#include "app/dialogs/replace_question.h"

namespace nescio {

void askForTables(QWidget& parent, const QString& name,
                  const std::function<QStringList(const QString&)>& filesOf,
                  const std::function<void(const QString&)>& write) {
    auto* dialog = new QFileDialog(&parent, QFileDialog::tr("Export tables"));
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setNameFilter(QFileDialog::tr("Tables (*.csv)"));
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, [&parent, filesOf, write](QString path) {
        if (path.endsWith(QLatin1String(".csv"))) path.chop(4);
        askBeforeReplacing(parent, filesOf(path), [write, path] { write(path); });
    });
    dialog->open();
}

}  // namespace nescio
