#include "widgets/drop_area.h"

#include <QDropEvent>
#include <QEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include "widgets/theme.h"

namespace nescio {

DropKind dropKindOf(const QString& path) {
    static const QStringList images{QStringLiteral("png"), QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                                    QStringLiteral("jpe"), QStringLiteral("jfif"), QStringLiteral("webp"),
                                    QStringLiteral("bmp"), QStringLiteral("tif"),  QStringLiteral("tiff"),
                                    QStringLiteral("gif"), QStringLiteral("avif"), QStringLiteral("jxl")};
    static const QStringList unsaid{QString(), QStringLiteral("h5"), QStringLiteral("hdf5")};
    const QString ending = QFileInfo(path).suffix().toLower();
    if (images.contains(ending)) return DropKind::Image;
    return unsaid.contains(ending) ? DropKind::Open : DropKind::DataSet;
}

QString dropPromise(const QStringList& paths) {
    QStringList images, sets, others;
    for (const QString& path : paths) {
        const auto kind = dropKindOf(path);
        (kind == DropKind::Image ? images : kind == DropKind::DataSet ? sets : others) << path;
    }
    QStringList parts;
    if (others.size() == 1) parts << DropArea::tr("Open “%1”").arg(QFileInfo(others.first()).fileName());
    if (others.size() > 1) parts << DropArea::tr("Open %1 files or folders").arg(others.size());
    if (images.size() == 1) parts << DropArea::tr("Score 1 image");
    if (images.size() > 1) parts << DropArea::tr("Score %1 images").arg(images.size());
    if (sets.size() == 1) parts << DropArea::tr("Add data set");
    if (sets.size() > 1) parts << DropArea::tr("Add %1 data sets").arg(sets.size());
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
            if (!enter(*drag->mimeData())) return false;
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
