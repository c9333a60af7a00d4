#include "widgets/drop_area.h"

#include <QDropEvent>
#include <QEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include "widgets/number_words.h"
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
    if (others.size() > 1) parts << DropArea::tr("Open %1 files or folders").arg(countWords(others.size()));
    if (images.size() == 1) parts << DropArea::tr("Score 1 image");
    if (images.size() > 1) parts << DropArea::tr("Score %1 images").arg(countWords(images.size()));
    if (sets.size() == 1) parts << DropArea::tr("Add data set");
    if (sets.size() > 1) parts << DropArea::tr("Add %1 data sets").arg(countWords(sets.size()));
    return parts.join(QStringLiteral(" · "));
}

Carried carriedBy(const QMimeData& mime) {
    Carried carried;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile())
            carried.paths << url.toLocalFile();
        else
            ++carried.elsewhere;
    carried.picture = carried.paths.isEmpty() && mime.hasImage();
    if (carried.picture && carried.elsewhere > 0) --carried.elsewhere;  // where the picture itself is from
    return carried;
}

QString dropPromise(const Carried& carried) {
    QStringList parts;
    if (!carried.paths.isEmpty()) parts << dropPromise(carried.paths);
    if (carried.picture) parts << DropArea::tr("Score 1 image");
    if (carried.elsewhere == 1) parts << DropArea::tr("Leave out 1 web address");
    if (carried.elsewhere > 1) parts << DropArea::tr("Leave out %1 web addresses").arg(carried.elsewhere);
    return parts.join(QStringLiteral(" · "));
}

QString leftOutSentence(qsizetype addresses) {
    const auto what =
        addresses == 1 ? DropArea::tr("a web address") : DropArea::tr("%1 web addresses").arg(addresses);
    return DropArea::tr("Expected files of this machine, found %1; save what is there and drop the file.")
        .arg(what);
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

bool DropArea::enter(const QMimeData& mime) {
    m_promise = dropPromise(carriedBy(mime));
    if (m_promise.isEmpty()) return false;
    cover();
    raise();
    show();
    update();
    return true;
}

void DropArea::take(const QMimeData& mime) {
    const auto carried = carriedBy(mime);
    if (!carried.paths.isEmpty()) Q_EMIT pathsDropped(carried.paths);
    if (carried.picture) Q_EMIT imageDropped(qvariant_cast<QImage>(mime.imageData()));
    if (carried.elsewhere > 0) Q_EMIT addressesLeftOut(leftOutSentence(carried.elsewhere));
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
