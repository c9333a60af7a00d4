#include "widgets/drop_area.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include <QDropEvent>
#include <QEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>
#include <QPainter>
#include <QUrl>

#include "widgets/theme.h"

namespace nescio {

namespace {

const QStringList& imageEndings() {
    static const QStringList endings{QStringLiteral("png"),  QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                                     QStringLiteral("jpe"),  QStringLiteral("jfif"), QStringLiteral("webp"),
                                     QStringLiteral("gif"),  QStringLiteral("bmp"),  QStringLiteral("tif"),
                                     QStringLiteral("tiff"), QStringLiteral("avif"), QStringLiteral("jxl")};
    return endings;
}

/// Told by its first bytes.
bool holdsImage(const QString& path) {
    return QMimeDatabase()
        .mimeTypeForFile(path, QMimeDatabase::MatchContent)
        .name()
        .startsWith(QLatin1String("image/"));
}

}  // namespace

DropKind dropKindOf(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir()) return DropKind::DataSet;
    const QString ending = info.suffix().toLower();
    if (imageEndings().contains(ending)) return DropKind::Image;
    if (ending == QLatin1String("h5") || ending == QLatin1String("hdf5")) return DropKind::Run;
    return ending.isEmpty() && info.isFile() && holdsImage(path) ? DropKind::Image : DropKind::DataSet;
}

QString dropPromise(const QStringList& paths) {
    if (paths.isEmpty()) return {};
    std::vector<DropKind> kinds;
    std::transform(paths.begin(), paths.end(), std::back_inserter(kinds), dropKindOf);
    const auto count = [&](DropKind kind) { return std::count(kinds.begin(), kinds.end(), kind); };
    const auto images = count(DropKind::Image);
    const auto runs = count(DropKind::Run);
    const auto sets = count(DropKind::DataSet);
    QStringList parts;
    if (runs == 1) parts << DropArea::tr("Open run");
    if (runs > 1) parts << DropArea::tr("Open %1 runs").arg(runs);
    if (images == 1) parts << DropArea::tr("Score 1 image");
    if (images > 1) parts << DropArea::tr("Score %1 images").arg(images);
    if (sets == 1) parts << DropArea::tr("Add data set");
    if (sets > 1) parts << DropArea::tr("Add %1 data sets").arg(sets);
    return parts.join(QStringLiteral(" · "));
}

QStringList pathsOf(const QMimeData& data) {
    QStringList paths;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    return paths;
}

DropArea::DropArea(QWidget* host) : QWidget(host) {
    setObjectName(QStringLiteral("dropArea"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    host->setAcceptDrops(true);
    host->installEventFilter(this);
    hide();
}

bool DropArea::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::DragEnter:
        case QEvent::DragMove: {
            auto* drag = static_cast<QDragMoveEvent*>(event);
            // What is dragged stays the same, so that its files are looked at once.
            if (event->type() == QEvent::DragEnter ? !enter(*drag->mimeData()) : isHidden()) return false;
            drag->setDropAction(Qt::CopyAction);
            drag->accept();
            return true;
        }
        case QEvent::DragLeave:
            hide();
            return true;
        case QEvent::Drop: {
            auto* drop = static_cast<QDropEvent*>(event);
            hide();
            drop->setDropAction(Qt::CopyAction);
            drop->accept();
            take(*drop->mimeData());
            return true;
        }
        case QEvent::Resize:
            cover();
            return false;
        default:
            return QWidget::eventFilter(watched, event);
    }
}

bool DropArea::enter(const QMimeData& carried) {
    const QStringList paths = pathsOf(carried);
    if (!paths.isEmpty())
        m_promise = dropPromise(paths);
    else if (carried.hasImage())
        m_promise = tr("Score 1 image");
    else
        return false;
    cover();
    raise();
    show();
    update();
    return true;
}

void DropArea::take(const QMimeData& carried) {
    const QStringList paths = pathsOf(carried);
    if (!paths.isEmpty())
        Q_EMIT pathsDropped(paths);
    else if (carried.hasImage())
        Q_EMIT imageDropped(qvariant_cast<QImage>(carried.imageData()));
}

void DropArea::cover() {
    if (parentWidget()) setGeometry(parentWidget()->rect());
}

void DropArea::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.85F);
    painter.fillRect(rect(), veil);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setPen(QPen(accent, 2, Qt::DashLine));
    const int margin = 4 * kGridPx;
    painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), kGridPx, kGridPx);
    QFont large = font();
    large.setPixelSize(24);
    large.setWeight(QFont::DemiBold);
    painter.setFont(large);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_promise);
}

}  // namespace nescio
