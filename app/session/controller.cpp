#include "app/session/controller.h"

namespace nescio {

QString sentenceOf(const Failure& failure) {
    QString stage = toQt(failure.stage);
    if (!stage.isEmpty()) stage[0] = stage[0].toUpper();
    const QString message = toQt(failure.message);
    return stage.isEmpty() ? message : QStringLiteral("%1: %2").arg(stage, message);
}

}  // namespace nescio
