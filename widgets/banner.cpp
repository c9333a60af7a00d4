#include "widgets/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

#include "widgets/theme.h"

namespace nescio {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_sentence(new QLabel(this)), m_remedy(new QPushButton(this)) {
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
    row->addWidget(m_sentence, 1);
    row->addWidget(m_remedy);
    row->addWidget(close);

    connect(m_remedy, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT remedyRequested();
    });
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    hide();
}

void Banner::showSentence(const QString& sentence, const QString& remedy) {
    m_sentence->setText(sentence);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    setVisible(!sentence.isEmpty());
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
