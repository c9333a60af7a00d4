#include "widgets/start_page.h"

#include <QCommandLinkButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

namespace nescio {
namespace {

QLabel* makeDropHint(QWidget* parent) {
    auto* hint =
        new QLabel(StartPage::tr("or drop images, folders, data files or a run (.h5) anywhere"), parent);
    hint->setObjectName(QStringLiteral("startDropHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setMinimumHeight(72);
    return hint;
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("startPage"));
    auto* inner = new QWidget(this);
    inner->setFixedWidth(440);
    auto* column = new QVBoxLayout(inner);
    column->setSpacing(2 * kGridPx);
    auto* line = new QHBoxLayout;  // no alignment flag: it would drop the height that wrapped text asks for
    line->addStretch(1);
    line->addWidget(inner);
    line->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addLayout(line);
    outer->addStretch(3);

    auto* title = new QLabel(tr("Start here"), inner);
    QFont large = title->font();
    large.setPixelSize(24);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* lead = new QLabel(
        tr("Deep generative models can find images they have never seen anything like more likely than "
           "the images they were trained on. See it, and see where it comes from."),
        inner);
    lead->setWordWrap(true);
    lead->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(title);
    column->addWidget(lead);
    column->addSpacing(2 * kGridPx);

    m_paradox = addChoice("startParadox", tr("&Show me the paradox"),
                          tr("1 minute, no data needed: trains a small flow on synthetic images."));
    m_open = addChoice("startOpenRun", tr("&Open a run"), tr("A run file (.h5) with its model and scores."));
    m_add =
        addChoice("startAddData", tr("&Add data"), tr("A named set, a data file, or a folder of images."));
    for (auto* choice : {m_paradox, m_open, m_add}) column->addWidget(choice);
    column->addSpacing(2 * kGridPx);
    column->addWidget(makeDropHint(inner));

    dressIcons();
    connect(m_paradox, &QCommandLinkButton::clicked, this, &StartPage::paradoxRequested);
    connect(m_open, &QCommandLinkButton::clicked, this, &StartPage::openRunRequested);
    connect(m_add, &QCommandLinkButton::clicked, this, &StartPage::addDataRequested);
}

QCommandLinkButton* StartPage::addChoice(const char* name, const QString& title, const QString& text) {
    auto* button = new QCommandLinkButton(title, text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(text);
    return button;
}

void StartPage::dressIcons() {
    const Theme& theme = Theme::fitting(palette());
    m_paradox->setIcon(themedIcon(QStringLiteral("train"), theme));
    m_open->setIcon(themedIcon(QStringLiteral("open"), theme));
    m_add->setIcon(themedIcon(QStringLiteral("add-data"), theme));
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) dressIcons();
    QWidget::changeEvent(event);
}

void StartPage::setParadoxEnabled(bool enabled) {
    m_paradox->setEnabled(enabled);
}

}  // namespace nescio
