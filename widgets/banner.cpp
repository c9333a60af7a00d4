#include "widgets/banner.h"

#include <algorithm>

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include "widgets/theme.h"

namespace nescio {

Banner::Banner(QWidget* host)
    : QFrame(host), m_mark(new QLabel(this)), m_sentence(new QLabel(this)), m_remedy(new QPushButton(this)) {
    setObjectName(QStringLiteral("banner"));
    setAccessibleName(tr("Message"));
    m_sentence->setObjectName(QStringLiteral("bannerSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_remedy->setObjectName(QStringLiteral("bannerRemedy"));
    m_remedy->setToolTip(tr("Try what is proposed here"));

    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("bannerDismiss"));
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Dismiss this message"));
    close->setAccessibleName(tr("Dismiss"));
    close->setAutoRaise(true);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3 * kGridPx, kGridPx, kGridPx, kGridPx);
    row->setSpacing(2 * kGridPx);
    row->addWidget(m_mark);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_remedy);
    row->addWidget(close);

    connect(m_remedy, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT remedyRequested();
    });
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    m_going.setSingleShot(true);
    m_going.setInterval(kDoneMs);
    connect(&m_going, &QTimer::timeout, this, &Banner::goAway);
    if (host) host->installEventFilter(this);
    hide();
}

void Banner::showSentence(const QString& sentence, const QString& remedy, Look look) {
    const bool done = look == Look::Done;
    m_look = look;
    m_mark->setText(done ? QStringLiteral("✓") : QStringLiteral("!"));
    m_mark->setAccessibleName(done ? tr("Done") : tr("Trouble"));
    m_sentence->setText(sentence);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    setAccessibleDescription(sentence);
    // What has gone can still be read where it stood.
    if (parentWidget()) parentWidget()->setAccessibleDescription(sentence);
    setProperty("look", done ? "done" : "trouble");
    style()->unpolish(this);
    style()->polish(this);
    setVisible(!sentence.isEmpty());
    layOver();
    raise();
    m_going.stop();
    if (done) m_going.start();
    if (sentence.isEmpty()) return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::layOver() {
    const auto* host = parentWidget();
    if (!host || isHidden()) return;
    const int width = host->width();
    const int height = std::max(heightForWidth(width), minimumSizeHint().height());
    setGeometry(0, host->height() - height, width, height);
}

bool Banner::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) layOver();
    return QFrame::eventFilter(watched, event);
}

void Banner::goAway() {
    if (underMouse() || isAncestorOf(QApplication::focusWidget()))
        m_going.start();
    else
        hide();
}

QString Banner::sentence() const {
    return isHidden() ? QString() : m_sentence->text();
}
QString Banner::remedy() const {
    return m_remedy->isHidden() ? QString() : m_remedy->text();
}

void Banner::dismiss() {
    hide();
    Q_EMIT dismissed();
}

}  // namespace nescio
