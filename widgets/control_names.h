// Every control has an object name, for tests; a tooltip, for people; and the same words for screen readers.
#pragma once

#include <QString>
#include <QWidget>

namespace nescio {

/// Gives a widget its names and hands it back.
template <class W>
W* named(W* widget, const char* name, const QString& hint) {
    widget->setObjectName(QString::fromLatin1(name));
    widget->setToolTip(hint);
    widget->setAccessibleName(hint);
    return widget;
}

}  // namespace nescio
