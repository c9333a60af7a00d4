#include "app/pages/samples/samples_page.h"

#include <algorithm>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "widgets/control_names.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

using enum SheetKind;

QDoubleSpinBox* makeTemperature(QWidget* parent) {
    auto* spin = new NumberBox(parent);
    spin->setRange(0, 2);
    spin->setSingleStep(0.1);
    spin->setValue(1);
    return spin;
}

/// In the order of SheetKind.
struct ModeWords {
    QString title, hint, verb;
};
std::vector<ModeWords> modeWords() {
    return {{SamplesPage::tr("Samples"), SamplesPage::tr("Images drawn from the model"),
             SamplesPage::tr("&Draw samples")},
            {SamplesPage::tr("Reconstructions"),
             SamplesPage::tr("Images of a set, each beside what comes back from the model's latents"),
             SamplesPage::tr("&Reconstruct")},
            {SamplesPage::tr("Interpolation"),
             SamplesPage::tr("The images between two, through the model's latents"),
             SamplesPage::tr("&Interpolate")},
            {SamplesPage::tr("Nearest training images"),
             SamplesPage::tr("Samples, each beside the training image nearest to it: is it new?"),
             SamplesPage::tr("&Find neighbours")}};
}

bool needsLatents(SheetKind mode) {
    return mode == Reconstructions || mode == Interpolation;
}

QHBoxLayout* makeControls() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    return row;
}

}  // namespace

SamplesPage::SamplesPage(QWidget* parent)
    : QWidget(parent),
      m_mode(named(new QComboBox(this), "samplesMode", tr("What the model makes"))),
      m_count(named(makeSpin(1, 1024, 64, this), "sampleCount", tr("How many images"))),
      m_temperature(named(makeTemperature(this), "sampleTemperature",
                          tr("Scale of the model's noise; 1 is the model itself, less is tamer"))),
      m_seed(named(makeSpin(0, 999'999, 1, this), "sampleSeed", tr("The same seed draws the same images"))),
      m_sets(named(new QComboBox(this), "samplesSet", tr("The set whose images go through the model"))),
      m_from(named(makeSpin(0, 0, 0, this), "samplesFrom", tr("Index of the first image"))),
      m_to(named(makeSpin(0, 1, 1, this), "samplesTo", tr("Index of the last image"))),
      m_steps(named(makeSpin(2, 64, 9, this), "samplesSteps", tr("Images in all, both ends included"))),
      m_sample(named(new QPushButton(this), "sampleButton", {})),
      m_reason(new QLabel(this)),
      m_plot(new SamplesPlot(this)) {
    m_reason->setObjectName(QStringLiteral("samplesReason"));
    m_reason->setWordWrap(true);
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    m_reason->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    m_reason->hide();
    for (const auto& mode : modeWords()) {
        m_mode->addItem(mode.title);
        m_mode->setItemData(m_mode->count() - 1, mode.hint, Qt::ToolTipRole);
    }
    auto* row = makeControls();
    row->addWidget(m_mode);
    row->addStretch(1);
    addField(*row, tr("Set"), m_sets, {Reconstructions, Interpolation});
    addField(*row, tr("Images"), m_count, {Samples, Reconstructions, Nearest});
    addField(*row, tr("Temperature"), m_temperature, {Samples, Nearest});
    addField(*row, tr("Seed"), m_seed, {Samples, Nearest});
    addField(*row, tr("From"), m_from, {Interpolation});
    addField(*row, tr("To"), m_to, {Interpolation});
    addField(*row, tr("Steps"), m_steps, {Interpolation});
    row->addWidget(m_sample);
    m_sets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sets->setMinimumContentsLength(14);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_reason);
    column->addWidget(m_plot, 1);
    connect(m_sample, &QPushButton::clicked, this, &SamplesPage::request);
    connect(m_sets, &QComboBox::currentIndexChanged, this, &SamplesPage::boundIndices);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        showMode();
        Q_EMIT modePicked();
    });
    showMode();
}

void SamplesPage::addField(QHBoxLayout& row, const QString& title, QWidget* editor,
                           std::vector<SheetKind> modes) {
    auto* label = new QLabel(title, this);
    label->setBuddy(editor);
    row.addWidget(label);
    row.addWidget(editor);
    m_fields.push_back({label, editor, std::move(modes)});
}

SheetKind SamplesPage::mode() const {
    return static_cast<SheetKind>(m_mode->currentIndex());
}

void SamplesPage::setMode(SheetKind mode) {
    m_mode->setCurrentIndex(static_cast<int>(mode));
}

void SamplesPage::showMode() {
    for (const Field& field : m_fields) {
        const bool used = std::find(field.modes.begin(), field.modes.end(), mode()) != field.modes.end();
        field.label->setVisible(used);
        field.editor->setVisible(used);
    }
    const ModeWords words = modeWords()[static_cast<std::size_t>(mode())];
    m_sample->setText(words.verb);
    m_sample->setToolTip(words.hint);
    const bool fromSets = needsLatents(mode());
    m_sample->setEnabled(m_enabled && (!fromSets || (!m_choices.empty() && m_noLatents.isEmpty())));
}

void SamplesPage::setSamplingEnabled(bool enabled) {
    m_enabled = enabled;
    showMode();
}

void SamplesPage::setSets(const std::vector<Choice>& sets) {
    if (sets == m_choices) return;
    const QString kept = m_sets->currentData().toString();
    {
        const QSignalBlocker quiet(m_sets);
        m_choices = sets;
        m_sets->clear();
        for (const auto& set : sets) m_sets->addItem(set.title, set.id);
        m_sets->setCurrentIndex(std::max(0, m_sets->findData(kept)));
    }
    boundIndices();
    showMode();
}

void SamplesPage::boundIndices() {
    const auto at = static_cast<std::size_t>(std::max(0, m_sets->currentIndex()));
    const auto count = at < m_choices.size() ? m_choices[at].count : 0;
    const int last = static_cast<int>(std::clamp<std::int64_t>(count - 1, 0, 100'000'000));
    m_from->setMaximum(last);
    m_to->setMaximum(last);
    if (m_to->value() == m_from->value()) m_to->setValue(m_from->value() + 1);
}

void SamplesPage::setNoLatents(const QString& why) {
    if (why == m_noLatents) return;
    m_noLatents = why;
    auto* items = qobject_cast<QStandardItemModel*>(m_mode->model());
    const auto words = modeWords();
    for (int i = 0; items && i < m_mode->count(); ++i) {
        if (!needsLatents(static_cast<SheetKind>(i))) continue;
        items->item(i)->setEnabled(why.isEmpty());
        items->item(i)->setToolTip(why.isEmpty() ? words[static_cast<std::size_t>(i)].hint : why);
    }
    m_reason->setText(why.isEmpty() ? QString()
                                    : tr("No reconstructions and no interpolation: %1.").arg(why));
    m_reason->setVisible(!why.isEmpty());
    if (!why.isEmpty() && needsLatents(mode())) setMode(Samples);
    showMode();
}

void SamplesPage::request() {
    switch (mode()) {
        case Samples:
            return Q_EMIT samplesRequested(m_count->value(), m_temperature->value(), m_seed->value());
        case Reconstructions:
            return Q_EMIT reconstructionsRequested(m_sets->currentData().toString(), m_count->value());
        case Interpolation:
            return Q_EMIT interpolationRequested(m_sets->currentData().toString(), m_from->value(),
                                                 m_to->value(), m_steps->value());
        case Nearest:
            return Q_EMIT nearestRequested(m_count->value(), m_temperature->value(), m_seed->value());
    }
}

}  // namespace nescio
