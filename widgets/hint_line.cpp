#include "widgets/hint_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "widgets/control_names.h"
#include "widgets/theme.h"

namespace nescio {

HintLine::HintLine(QWidget* parent) : QFrame(parent), m_words(new QLabel(this)) {
    setObjectName(QStringLiteral("hintLine"));
    m_words->setObjectName(QStringLiteral("hintWords"));
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    auto* close = named(new QToolButton(this), "hintDismiss", tr("Dismiss this hint"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGridPx, 0, kGridPx, 0);
    row->addWidget(m_words, 1);
    row->addWidget(close);
    connect(m_words, &QLabel::linkActivated, this, &HintLine::followed);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    hide();
}

void HintLine::show(const QString& beginning, const std::vector<HintLink>& links) {
    QStringList parts;
    for (const HintLink& link : links)
        parts << QStringLiteral("<a href=\"%1\">%2</a>")
                     .arg(link.id.toHtmlEscaped(), link.words.toHtmlEscaped());
    m_words->setText(beginning.toHtmlEscaped() + QStringLiteral("&ensp;") +
                     parts.join(QStringLiteral(" &ensp;·&ensp; ")));
    setVisible(true);
}

}  // namespace nescio
