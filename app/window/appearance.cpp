#include "app/window/appearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>

namespace nescio {
namespace {

/// Hairlines instead of boxes in boxes; radius 4; a grid of 4 pixels.
QString styleSheet(const Theme& theme) {
    return QStringLiteral(R"(
QMainWindow, QDialog { background: %1; }
QToolBar { background: %1; border: none; border-bottom: 1px solid %3; padding: 4px 8px; spacing: 4px; }
QToolBar QToolButton { padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }
QToolBar QToolButton:hover:enabled { border-color: %3; background: %2; }
QToolBar QToolButton:pressed:enabled, QToolBar QToolButton:checked { background: %3; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QSplitter::handle { background: %3; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { border-top: 1px solid %3; }
QStatusBar::item { border: none; }
QTabWidget::pane { border: none; border-top: 1px solid %3; }
QTabBar::tab { padding: 8px 6px; border: none; border-bottom: 2px solid transparent; color: %4; }
QTabBar::tab:selected { color: %5; border-bottom-color: %6; }
QTabBar::tab:hover:!selected { color: %5; }
nescio--SideList QListView { background: transparent; }
#actionSearchPopup { background: %2; color: %5; border: 1px solid %3; }
QDialog QListView { background: %2; border: 1px solid %3; border-radius: 4px; }
QProgressBar { border: none; border-radius: 4px; background: %3; }
QProgressBar::chunk { border-radius: 4px; background: %6; }
#banner { background: %2; border: none; border-left: 4px solid %7; border-top: 1px solid %3; }
#banner[look="done"] { border-left-color: %6; }
#startDropHint { border: 1px dashed %4; border-radius: 4px; color: %4; }
#middle { background: %2; }
QToolTip { background: %2; color: %5; border: 1px solid %3; padding: 4px; }
)")
        .arg(theme.background.name(), theme.surface.name(), theme.hairline.name(), theme.mutedInk.name(),
             theme.ink.name(), theme.accent.name(), theme.warning.name());
}

QFont bodyFont(const Theme& theme) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily(QStringLiteral("Inter"))) font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(theme.bodyPx);
    return font;
}

}  // namespace

void applyAppearance(const Theme& theme) {
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(theme.palette());
    QApplication::setFont(bodyFont(theme));
    if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
        application->setStyleSheet(styleSheet(theme));
}

}  // namespace nescio
