#include "app/dialogs/replace_question.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace nescio {

void askBeforeReplacing(QWidget& parent, const QStringList& files, const std::function<void()>& go) {
    QStringList there;
    for (const QString& file : files)
        if (QFileInfo::exists(file)) there << QDir::toNativeSeparators(file);
    if (there.isEmpty()) return go();
    const QString what =
        there.size() == 1
            ? QObject::tr("%1 is there already.").arg(there.front())
            : QObject::tr("%1 files are there already:\n%2").arg(there.size()).arg(there.join('\n'));
    auto* box =
        new QMessageBox(QMessageBox::Question, QObject::tr("Replace"), what, QMessageBox::Cancel, &parent);
    box->setObjectName(QStringLiteral("replaceQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* replace = box->addButton(QObject::tr("&Replace"), QMessageBox::AcceptRole);
    replace->setObjectName(QStringLiteral("replaceCommit"));
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(replace, &QPushButton::clicked, &parent, go);
    box->open();
}

}  // namespace nescio
