#include "widgets/inspector.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "widgets/image_picker.h"
#include "widgets/image_view.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"
#include "widgets/term_words.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QString natsWords(double nats) {
    return QObject::tr("%1 nats").arg(fixedWords(nats, 1));
}

QLabel* makeLabel(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QFont sized(QFont font, int px, QFont::Weight weight) {
    font.setPixelSize(px);
    font.setWeight(weight);
    return font;
}

QString tightnessWords(const Breakdown& breakdown) {
    return QString::fromStdString(toText(breakdown.tightness, breakdown.drawRule, breakdown.draws));
}

}  // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), m_form(new QFormLayout), m_view(new ImageView(this)), m_picker(new ImagePicker(this)) {
    auto* heading = makeLabel("inspectorHeading", this);
    heading->setText(tr("INSPECTOR"));
    QFont spaced = sized(heading->font(), 11, QFont::DemiBold);
    spaced.setLetterSpacing(QFont::AbsoluteSpacing, 1);
    heading->setFont(spaced);
    heading->setForegroundRole(QPalette::PlaceholderText);
    m_name = makeLabel("inspectorName", this);
    m_headline = makeLabel("inspectorBitsPerDim", this);
    m_headline->setFont(sized(m_headline->font(), 20, QFont::DemiBold));
    m_note = makeLabel("inspectorNote", this);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto* form = m_form;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * kGridPx);
    form->setVerticalSpacing(kGridPx);
    m_logLikelihood = addRow(form, tr("log-likelihood"), "inspectorLogLikelihood");
    m_density = addRow(form, tr("density term"), "inspectorDensity");
    m_volume = addRow(form, tr("volume term"), "inspectorVolume");
    m_scaling = addRow(form, tr("scaling"), "inspectorScaling");
    m_parts = addRow(form, tr("terms"), "inspectorParts");
    m_rank = addRow(form, tr("rank"), "inspectorRank");
    m_changes = addRow(form, tr("changes"), "inspectorChanges");
    m_source = addRow(form, tr("source"), "inspectorSource");

    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(2 * kGridPx, 3 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    column->setSpacing(2 * kGridPx);
    column->addWidget(heading);
    column->addWidget(m_view);
    column->addWidget(m_name);
    column->addWidget(m_picker);
    column->addWidget(m_headline);
    column->addLayout(form);
    column->addWidget(m_note);
    column->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    m_form->setRowVisible(m_parts, false);
    showEmpty();
}

QLabel* Inspector::addRow(QFormLayout* form, const QString& title, const char* name) {
    auto* label = new QLabel(title, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignTop);
    auto* value = makeLabel(name, this);
    form->addRow(label, value);
    return value;
}

void Inspector::show(const InspectorFacts& facts) {
    m_name->setText(toQt(facts.name));
    if (facts.image)
        m_view->show(*facts.image);
    else
        m_view->showSentence(tr("The image itself is not at hand."));
    showNumbers(facts);
    showOrigin(facts);
    m_note->setText(toQt(facts.note));
    m_note->setVisible(!facts.note.empty());
}

void Inspector::showNumbers(const InspectorFacts& facts) {
    const QString none = QStringLiteral("—");
    if (!facts.breakdown) {
        m_headline->setText(none);
        for (auto* label : {m_logLikelihood, m_density, m_volume, m_scaling, m_parts, m_rank})
            label->setText(none);
        return;
    }
    const Breakdown& breakdown = *facts.breakdown;
    const double total = breakdown.totalNats();
    m_headline->setText(tr("%1 bits/dim").arg(fixedWords(bitsPerDim(total, facts.dims), 3)));
    m_headline->setToolTip(tightnessWords(breakdown));
    m_logLikelihood->setText(tr("%1 (%2)").arg(natsWords(total), tightnessWords(breakdown)));
    showParts(breakdown);
    m_rank->setText(facts.rank < 0 ? none
                                   : tr("more likely than %1\u00A0% of %2")
                                         .arg(fixedWords(100 * facts.rank, 1), toQt(facts.reference)));
}

void Inspector::showParts(const Breakdown& breakdown) {
    m_density->setText(natsWords(breakdown.densityNats()));
    m_volume->setText(natsWords(breakdown.volumeNats()));
    m_scaling->setText(natsWords(breakdown.scalingNats()));
    QStringList parts;
    for (const KindSum& sum : sumsByKind(breakdown))
        parts << tr("%1 %2").arg(kindWords(sum.kind), natsWords(sum.nats));
    m_parts->setText(parts.join(QLatin1Char('\n')));
    const bool flow = hasVolume(breakdown);
    for (auto* label : {m_density, m_volume, m_scaling}) m_form->setRowVisible(label, flow);
    m_form->setRowVisible(m_parts, !flow && parts.size() > 1);
}

void Inspector::showOrigin(const InspectorFacts& facts) {
    QStringList changes;
    if (facts.image)
        for (const auto& change : facts.image->changes) changes << QString::fromStdString(change);
    m_changes->setText(changes.isEmpty() ? tr("none") : changes.join(QLatin1Char('\n')));
    const QString source = facts.image ? QString::fromStdString(facts.image->source) : QString();
    m_source->setText(source.isEmpty() ? QStringLiteral("—") : source);
    m_source->setToolTip(source);
}

void Inspector::showBusy(const QString& sentence) {
    forgetFacts();  // the picture may stay until the next is there: without it stepping would flicker
    m_name->setText(sentence);
}

void Inspector::showEmpty() {
    m_view->showSentence(tr("Pick an image, or drop one anywhere on the window."));
    forgetFacts();
}

void Inspector::forgetFacts() {
    m_name->setText({});
    showNumbers({});
    m_changes->setText(QStringLiteral("—"));
    m_source->setText(QStringLiteral("—"));
    m_note->hide();
}

}  // namespace nescio
