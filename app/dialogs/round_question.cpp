#include "app/dialogs/round_question.h"

#include <QMessageBox>
#include <QPushButton>

namespace nescio {

void askBeforeRounding(QWidget& parent, const RoundingQuestion& question) {
    auto* box = new QMessageBox(QMessageBox::Question, QObject::tr("Round"),
                                QObject::tr("Round to 256 levels?"), QMessageBox::Cancel, &parent);
    box->setObjectName(QStringLiteral("roundQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        QObject::tr(
            "%1.\n\nModels here are of bytes. Each number becomes the nearest of 256 grey levels; how far "
            "that is stays with the set and with its scores. The file is not changed.")
            .arg(question.found));
    auto* round = box->addButton(QObject::tr("&Round"), QMessageBox::AcceptRole);
    round->setObjectName(QStringLiteral("roundCommit"));
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, &parent, [box, round, question] {
        box->clickedButton() == round ? question.agree() : question.decline();
    });
    box->open();
}

}  // namespace nescio
