#include "app/pages/detection/own_score_dialogs.h"

#include <QPointer>

#include "app/pages/detection/compose_dialog.h"
#include "app/pages/detection/import_dialog.h"

namespace nescio {
namespace {

OwnScoreController::Refused noticing(OwnScoreController& controller) {
    return [&controller](const QString& why) { Q_EMIT controller.noticed({why, {}, {}}); };
}

/// Says it in the dialog, which may be gone by then.
template <class Dialog>
OwnScoreController::Refused sayingIn(Dialog* dialog) {
    return [open = QPointer<Dialog>(dialog)](const QString& why) {
        if (open) open->showProblem(why);
    };
}

}  // namespace

void openComposeDialog(OwnScoreController& controller, QWidget& parent) {
    const auto open = [&](const ScoreMaterial& material) {
        auto* dialog = new ComposeDialog(material, &parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &ComposeDialog::wanted, &controller, [&, dialog](const ComposeOrder& order) {
            const auto accept = [shown = QPointer<ComposeDialog>(dialog)](const ComposedScore&) {
                if (shown) shown->accept();
            };
            controller.compose(order, accept, sayingIn(dialog));
        });
        dialog->open();
    };
    controller.ask(open, noticing(controller));
}

void openImportDialog(OwnScoreController& controller, QWidget& parent) {
    const auto open = [&](const ScoreMaterial& material) {
        auto* dialog = new ImportDialog(material, &parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &ImportDialog::wanted, &controller, [&, dialog](const ImportOrder& order) {
            const auto show = [shown = QPointer<ImportDialog>(dialog)](const ImportReport& report) {
                if (shown) shown->showReport(report);
            };
            controller.bring(order, show, sayingIn(dialog));
        });
        dialog->open();
    };
    controller.ask(open, noticing(controller));
}

}  // namespace nescio
