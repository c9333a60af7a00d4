#include "app/pages/samples/samples_page.h"

#include <algorithm>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "app/pages/samples/sampling_controller.h"
#include "app/pages/samples/sheet_controller.h"
#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/qt_text.h"
#include "widgets/set_box.h"
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
    QString title, hint, verb, none;
};
std::vector<ModeWords> modeWords() {
    return {{SamplesPage::tr("Samples"), SamplesPage::tr("Images drawn from the model"),
             SamplesPage::tr("&Draw samples"), SamplesPage::tr("No samples yet: draw some.")},
            {SamplesPage::tr("Reconstructions"),
             SamplesPage::tr("Images of a set, each beside what comes back from the model's latents"),
             SamplesPage::tr("&Reconstruct"),
             SamplesPage::tr("No reconstructions yet: choose a set and send its images through the model.")},
            {SamplesPage::tr("Interpolation"),
             SamplesPage::tr("The images between two, through the model's latents"),
             SamplesPage::tr("&Interpolate"),
             SamplesPage::tr("No interpolation yet: choose two images of a set.")},
            {SamplesPage::tr("Nearest training images"),
             SamplesPage::tr("Samples, each beside the training image nearest to it: is it new?"),
             SamplesPage::tr("&Find neighbours"),
             SamplesPage::tr(
                 "No neighbours yet: draw samples to see what is nearest to them in the training set.")}};
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
    : Page(parent),
      m_mode(named(new QComboBox(this), "samplesMode", tr("What the model makes"))),
      m_count(named(makeSpin(1, 1024, 64, this), "sampleCount", tr("How many images"))),
      m_temperature(named(makeTemperature(this), "sampleTemperature",
                          tr("Scale of the model's noise; 1 is the model itself, less is tamer"))),
      m_seed(named(makeSpin(0, 999'999, 1, this), "sampleSeed", tr("The same seed draws the same images"))),
      m_sets(named(new SetBox(this), "samplesSet", tr("The set whose images go through the model"))),
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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_reason);
    column->addWidget(m_plot, 1);
    connect(m_sample, &QPushButton::clicked, this, &SamplesPage::request);
    connect(m_sets, &SetBox::chosen, this, &SamplesPage::boundIndices);
    connect(m_sets, &SetBox::choicesChanged, this, &SamplesPage::boundIndices);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        showMode();
        showSheet();
    });
    showMode();
}

void SamplesPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    m_sampling = own(new SamplingController(context.session, context.jobs, this));
    m_sheets = own(new SheetController(context.session, context.jobs, context.library, this));
    connect(m_session, &Session::dataSetsChanged, this,
            [this] { m_sets->setChoices(readableSets(*m_session)); });
    connect(m_session, &Session::samplesChanged, this, &SamplesPage::showSheet);
    connect(m_session, &Session::currentRunChanged, this, &SamplesPage::showSheet);
    connect(m_session, &Session::currentRunChanged, this, &SamplesPage::takeRun);
    connect(m_session, &Session::runsChanged, this, &SamplesPage::takeRun);
    connect(m_plot, &SamplesPlot::imageActivated, this, &SamplesPage::pick);
    showSheet();
}

void SamplesPage::setTheme(const Theme& theme) {
    m_plot->setTheme(theme);
}

PlotView* SamplesPage::figure() const {
    return m_plot;
}

bool SamplesPage::perform(const QString& action) {
    if (action != QLatin1String("actionSample")) return false;
    setMode(Samples);
    request();
    return true;
}

void SamplesPage::takeRun() {
    const auto* run = m_session->currentRun();
    m_enabled = run && run->model;
    setNoLatents(run && run->noLatents ? toQt(*run->noLatents) : QString());
    showMode();
}

void SamplesPage::showSheet() {
    if (!m_session) return;
    const auto* run = m_session->currentRun();
    if (const auto* sheet = m_session->sheet(mode()))
        m_plot->show(sheet->data, sheet->groups);
    else if (run && run->samples && mode() == Samples)
        m_plot->show(*run->samples);
    else
        m_plot->showSentence(run ? modeWords()[static_cast<std::size_t>(mode())].none
                                 : tr("No run yet: train one or open a run file."));
    Q_EMIT figureChanged();
}

void SamplesPage::pick(int image) {
    if (mode() == Samples) return m_session->select({kSamplesSet, image});
    const auto* sheet = m_session->sheet(mode());
    if (!sheet || image >= static_cast<int>(sheet->origins.size())) return;
    const Selection& origin = sheet->origins[static_cast<std::size_t>(image)];
    if (!origin.setId.empty()) m_session->select(origin);
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
    m_sample->setEnabled(m_enabled && (!fromSets || (m_sets->count() > 0 && m_noLatents.isEmpty())));
}

void SamplesPage::boundIndices() {
    const int last = static_cast<int>(std::clamp<std::int64_t>(m_sets->images() - 1, 0, 100'000'000));
    m_from->setMaximum(last);
    m_to->setMaximum(last);
    if (m_to->value() == m_from->value()) m_to->setValue(m_from->value() + 1);
    showMode();
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
    const SampleRequest samples{.count = m_count->value(),
                                .temperature = m_temperature->value(),
                                .seed = static_cast<std::uint64_t>(m_seed->value())};
    switch (mode()) {
        case Samples:
            return m_sampling->sample(samples);
        case Reconstructions:
            return m_sheets->reconstruct(toStd(m_sets->id()), m_count->value());
        case Interpolation:
            return m_sheets->interpolate(toStd(m_sets->id()), m_from->value(), m_to->value(),
                                         m_steps->value());
        case Nearest:
            return m_sheets->findNearest(samples);
    }
}

}  // namespace nescio
