#include "app/dialogs/train_dialog.h"

#include <algorithm>
#include <utility>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>

#include "app/dialogs/watch_choice.h"
#include "app/session/run_paths.h"
#include "widgets/control_names.h"
#include "widgets/options_form.h"
#include "widgets/qt_text.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QWidget* scrolled(QWidget* content, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    content->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    area->setWidget(content);
    return area;
}

std::vector<WatchSetChoice> watchSets(const std::vector<TrainingSetChoice>& sets) {
    std::vector<WatchSetChoice> choices;
    for (const auto& set : sets)
        if (!set.id.empty()) choices.push_back({set.what, set.id, set.title, set.shape, set.checked});
    return choices;
}

}  // namespace

TrainDialog::TrainDialog(const EngineFacts& engine, const std::vector<TrainingSetChoice>& sets,
                         QWidget* parent)
    : QDialog(parent),
      m_models(engine.models),
      m_trainFields(engine.trainFields),
      m_sets(sets),
      m_data(named(new QComboBox(this), "trainData", tr("The images to train on"))),
      m_limit(named(makeSpin(0, 100'000'000, 0, this), "trainLimit",
                    tr("Use only n images, spread evenly over the set; 0 uses all"))),
      m_model(named(new QComboBox(this), "trainModel", tr("The kind of model"))),
      m_preset(named(new QComboBox(this), "trainPreset", tr("Where the options start from"))),
      m_seed(named(makeSpin(0, 999'999'999, 1, this), "trainSeed", tr("The same seed gives the same run"))),
      m_members(named(makeSpin(1, 100, 1, this), "trainMembers",
                      tr("Above 1: an ensemble of that many models, trained side by side with this seed, the "
                         "next, and so on"))),
      m_device(named(new QComboBox(this), "trainDevice", tr("Where to compute"))),
      m_watch(new WatchChoice(watchSets(sets), RunSpec().watchImages, this)),
      m_modelOptions(new OptionsForm(this)),
      m_trainOptions(new OptionsForm(this)),
      m_out(named(new QLineEdit(this), "trainOut", tr("The run file to write"))),
      m_heading(new QLabel(this)),
      m_problem(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("trainDialog"));
    setWindowTitle(tr("Train a model"));
    resize(620, 560);
    m_heading->setObjectName(QStringLiteral("trainHeading"));
    m_heading->setWordWrap(true);
    m_heading->hide();
    m_problem->setObjectName(QStringLiteral("trainProblem"));
    m_problem->setWordWrap(true);
    fillChoices();
    auto* train = m_buttons->addButton(tr("&Train"), QDialogButtonBox::AcceptRole);
    train->setObjectName(QStringLiteral("trainCommit"));
    train->setToolTip(tr("Start training in the background"));

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(3 * kGridPx);
    buildTop(form);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_heading);
    column->addLayout(form);
    column->addWidget(buildOptions(), 1);
    column->addLayout(buildOutput());
    column->addWidget(m_problem);
    auto* hint = new QLabel(tr("When it ends, the data sets that are checked in the list are scored."), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    column->addWidget(m_buttons);
    wire();
    offerWatch();
    showPresets();
}

void TrainDialog::fillChoices() {
    m_limit->setSpecialValueText(tr("all"));
    for (const auto& set : m_sets)
        m_data->addItem(tr("%1 (%2)").arg(set.title, toQt(toText(set.shape))), toQt(set.what));
    m_data->setCurrentIndex(usualTrainingSet(m_sets));
    for (const auto& info : m_models) m_model->addItem(toQt(info.title), toQt(info.id));
    m_model->setCurrentIndex(std::max(0, m_model->findData(toQt(RunSpec().model))));
    m_device->addItems({QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda")});
}

void TrainDialog::wire() {
    connect(m_data, &QComboBox::currentIndexChanged, this, &TrainDialog::askPreset);
    connect(m_data, &QComboBox::currentIndexChanged, this, &TrainDialog::offerWatch);
    connect(m_model, &QComboBox::currentIndexChanged, this, &TrainDialog::showPresets);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &TrainDialog::askPreset);
    connect(m_seed, &QSpinBox::valueChanged, this, &TrainDialog::proposePath);
    connect(m_members, &QSpinBox::valueChanged, this, &TrainDialog::proposePath);
    connect(m_modelOptions, &OptionsForm::edited, this, &TrainDialog::check);
    connect(m_trainOptions, &OptionsForm::edited, this, &TrainDialog::check);
    connect(m_out, &QLineEdit::textEdited, this, [this] {
        m_pathEdited = true;
        m_mayReplace = false;
        check();
    });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &TrainDialog::commit);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void TrainDialog::buildTop(QFormLayout* form) {
    const auto makeRow = [] {
        auto* row = new QHBoxLayout;
        row->setSpacing(2 * kGridPx);
        return row;
    };
    auto* images = makeRow();
    images->addWidget(m_data, 1);
    images->addWidget(new QLabel(tr("images"), this));
    images->addWidget(m_limit);
    auto* chosen = makeRow();
    chosen->addWidget(m_model, 1);
    chosen->addWidget(new QLabel(tr("preset"), this));
    chosen->addWidget(m_preset, 1);
    auto* how = makeRow();
    how->addWidget(m_seed, 1);
    how->addWidget(new QLabel(tr("members"), this));
    how->addWidget(m_members, 1);
    how->addWidget(new QLabel(tr("device"), this));
    how->addWidget(m_device, 1);
    form->addRow(tr("Training set"), images);
    form->addRow(tr("Model"), chosen);
    form->addRow(tr("Seed"), how);
    form->addRow(tr("Watch"), m_watch);
}

QWidget* TrainDialog::buildOptions() {
    auto* tabs = new QTabWidget(this);
    tabs->setObjectName(QStringLiteral("trainTabs"));
    tabs->setDocumentMode(true);
    tabs->addTab(scrolled(m_modelOptions, tabs), tr("M&odel options"));
    tabs->addTab(scrolled(m_trainOptions, tabs), tr("T&raining options"));
    return tabs;
}

QLayout* TrainDialog::buildOutput() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGridPx);
    auto* browseButton =
        named(new QPushButton(tr("&Browse…"), this), "trainBrowse", tr("Choose the run file"));
    browseButton->setAutoDefault(false);
    row->addWidget(new QLabel(tr("Run file"), this));
    row->addWidget(m_out, 1);
    row->addWidget(browseButton);
    connect(browseButton, &QPushButton::clicked, this, &TrainDialog::browse);
    return row;
}

void TrainDialog::offerWatch() {
    const int at = m_data->currentIndex();
    if (at < 0) return m_watch->offer({}, {});
    const auto& set = m_sets[static_cast<std::size_t>(at)];
    m_watch->offer(set.id, set.shape);
}

const ModelInfo* TrainDialog::model() const {
    const auto at = static_cast<std::size_t>(std::max(0, m_model->currentIndex()));
    return at < m_models.size() ? &m_models[at] : nullptr;
}

void TrainDialog::showPresets() {
    const auto* info = model();
    if (!info) return check();
    {
        const QSignalBlocker quiet(m_preset);
        m_preset->clear();
        for (const auto& preset : info->presets) {
            const auto note = info->presetNotes.find(preset);
            m_preset->addItem(toQt(preset));
            if (note != info->presetNotes.end())
                m_preset->setItemData(m_preset->count() - 1, toQt(note->second), Qt::ToolTipRole);
        }
    }
    askPreset();
}

void TrainDialog::askPreset() {
    const auto* info = model();
    const int at = m_data->currentIndex();
    m_presetKnown = false;
    if (const auto note = m_preset->currentData(Qt::ToolTipRole).toString(); !note.isEmpty())
        m_preset->setToolTip(m_preset->currentText() + QStringLiteral(": ") + note);
    proposePath();
    check();
    if (info && at >= 0)
        Q_EMIT presetAsked(info->id, toStd(m_preset->currentText()),
                           m_sets[static_cast<std::size_t>(at)].shape);
}

void TrainDialog::showPreset(const std::string& modelId, const std::string& preset,
                             const PresetValues& values) {
    const auto* info = model();
    if (!info || info->id != modelId || toStd(m_preset->currentText()) != preset) return;
    m_modelOptions->setFields(info->options, values.model);
    m_trainOptions->setFields(m_trainFields, values.train);
    if (!std::exchange(m_optionsFilled, true)) {
        m_modelOptions->setValues(m_prefill->spec.modelOptions);
        m_trainOptions->setValues(m_prefill->spec.trainOptions);
    }
    m_presetKnown = true;
    check();
}

void TrainDialog::prefill(const TrainPrefill& prefill) {
    const RunSpec& spec = prefill.spec;
    {
        const QSignalBlocker quiet(this);  // one question about the preset, when all is filled in
        m_data->setCurrentIndex(std::max(0, m_data->findData(toQt(spec.trainData))));
        m_model->setCurrentIndex(std::max(0, m_model->findData(toQt(spec.model))));
        m_preset->setCurrentText(toQt(spec.preset));
    }
    m_limit->setValue(static_cast<int>(spec.trainLimit));
    m_seed->setValue(static_cast<int>(spec.seed));
    m_members->setValue(spec.members);
    m_device->setCurrentText(toQt(spec.device));
    offerWatch();
    if (!spec.watch.empty()) m_watch->mark(spec.watch, spec.watchImages);
    m_heading->setText(prefill.heading);
    m_heading->setVisible(!prefill.heading.isEmpty());
    m_prefill = prefill;
    m_optionsFilled = false;
    // What was changed is what is looked at first.
    if (auto* tabs = findChild<QTabWidget*>(QStringLiteral("trainTabs"));
        tabs && spec.trainOptions.contains("mutation"))
        tabs->setCurrentIndex(1);
    proposePath();
}

TrainRequest TrainDialog::request() const {
    TrainRequest request;
    const auto* info = model();
    request.spec.model = info ? info->id : std::string();
    request.spec.preset = toStd(m_preset->currentText());
    request.spec.modelOptions = m_modelOptions->differences();
    request.spec.trainOptions = m_trainOptions->differences();
    request.spec.trainData = toStd(m_data->currentData().toString());
    request.spec.trainLimit = m_limit->value();
    request.spec.seed = static_cast<std::uint64_t>(m_seed->value());
    request.spec.members = m_members->value();
    if (m_prefill) request.spec.companionOf = m_prefill->spec.companionOf;
    if (m_prefill) request.companion = m_prefill->path;
    request.spec.watch = m_watch->watched();
    request.spec.watchImages = m_watch->images();
    request.spec.device = toStd(m_device->currentText());
    request.out = toStd(m_out->text().trimmed());
    request.mayReplace = m_mayReplace;
    return request;
}

void TrainDialog::proposePath() {
    if (m_pathEdited) return;
    RunSpec spec;
    if (const auto* info = model()) spec.model = info->id;
    spec.preset = toStd(m_preset->currentText());
    spec.seed = static_cast<std::uint64_t>(m_seed->value());
    spec.members = m_members->value();
    if (m_prefill) spec.trainOptions = m_prefill->spec.trainOptions;
    m_out->setText(proposedRunPath(spec, toStd(m_data->currentText().section(QStringLiteral(" ("), 0, 0))));
}

void TrainDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Run file"), m_out->text(), tr("Runs (*.h5)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("h5"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_out->setText(path);
        m_pathEdited = true;
        m_mayReplace = true;
        check();
    });
    dialog->open();
}

QString TrainDialog::shapeProblem() const {
    const int at = m_data->currentIndex();
    if (!m_prefill || at < 0) return {};
    const ImageShape& found = m_sets[static_cast<std::size_t>(at)].shape;
    if (found == m_prefill->shape) return {};
    return tr("Expected images of %1, as the other model takes them, found %2.")
        .arg(toQt(toText(m_prefill->shape)), toQt(toText(found)));
}

QString TrainDialog::problem() const {
    if (m_sets.empty()) return tr("There is nothing to train on yet: add a data set first.");
    if (QString wrong = shapeProblem(); !wrong.isEmpty()) return wrong;
    if (!m_presetKnown) return tr("Reading what the preset means…");
    if (QString wrong = m_modelOptions->problem(); !wrong.isEmpty()) return wrong;
    if (QString wrong = m_trainOptions->problem(); !wrong.isEmpty()) return wrong;
    if (m_out->text().trimmed().isEmpty()) return tr("Expected the name of a run file, found none.");
    return {};
}

void TrainDialog::check() {
    const QString wrong = problem();
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    if (auto* train = findChild<QPushButton*>(QStringLiteral("trainCommit")))
        train->setEnabled(wrong.isEmpty());
}

void TrainDialog::commit() {
    if (!problem().isEmpty()) return;
    const TrainRequest wanted = request();
    accept();
    Q_EMIT trainRequested(wanted);
}

}  // namespace nescio
