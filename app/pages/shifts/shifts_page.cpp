#include "app/pages/shifts/shifts_page.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/session/set_choices.h"
#include "datasets/shift.h"
#include "widgets/control_names.h"
#include "widgets/elided_label.h"
#include "widgets/image_grid.h"
#include "widgets/number_words.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/set_box.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"
#include "widgets/ticked_slider.h"

namespace nescio {
namespace {

constexpr int kPerStop = 100;         ///< positions of the slider from one strength of the sweep to the next
constexpr int kFollowedImages = 256;  ///< enough for a histogram, few enough to follow a hand
constexpr int kMostShiftedImages = 2000;
constexpr const char* kStandardShift = "graying";  // the paper's figure 5b

QString numberWords(double value) {
    return QLocale().toString(value, 'g', 4);
}

/// Strengths between those of the sweep, evenly from one to the next: what acts early gets its room.
double strengthAt(const ShiftKind& kind, int position) {
    const auto last = kind.sweep.size() - 1;
    const auto stop = std::min(static_cast<std::size_t>(position / kPerStop), last);
    const double from = kind.sweep[stop], to = kind.sweep[std::min(stop + 1, last)];
    const double value = from + (to - from) * (position % kPerStop) / kPerStop;
    return kind.whole ? std::round(value) : std::round(value * 1e4) / 1e4;
}

/// A key press moves by a twentieth of the way to the next tick, or by one where only whole numbers count.
int stepOf(const ShiftKind& kind) {
    if (!kind.whole) return kPerStop / 20;
    double widest = 1;
    for (std::size_t i = 1; i < kind.sweep.size(); ++i)
        widest = std::max(widest, std::abs(kind.sweep[i] - kind.sweep[i - 1]));
    return std::max(1, static_cast<int>(kPerStop / widest));
}

}  // namespace

ShiftsPage::ShiftsPage(QWidget* parent)
    : Page(parent),
      m_shift(named(new QComboBox(this), "shiftKind", tr("What is done to the images"))),
      m_set(named(new SetBox(this), "shiftSet", tr("The set whose images are shifted"))),
      m_count(named(new WholeBox(this), "shiftCount", tr("How many of its images, spread evenly over it"))),
      m_slider(
          named(new TickedSlider(this), "shiftSlider",
                tr("How strongly: drag, or use the arrow keys; Page Up and Page Down go from tick to tick, "
                   "Home back to neutral"))),
      m_value(named(new QLabel(this), "shiftValue", tr("The strength of the shift"))),
      m_meaning(named(new ElidedLabel(this), "shiftMeaning", {})),
      m_neutral(
          named(new QPushButton(tr("Back to &neutral"), this), "shiftNeutral", tr("The images as they are"))),
      m_plot(new HistogramPlot(this)),
      m_stripTitle(new QLabel(tr("What the model sees"), this)),
      m_strip(named(new ImageGrid(this), "shiftStrip",
                    tr("Images as they are given to the model, with their bits/dim"))) {
    m_plot->setObjectName(QStringLiteral("shiftPlot"));
    for (const auto& kind : shiftKinds()) {
        m_shift->addItem(QString::fromStdString(kind.title), QString::fromStdString(kind.id));
        m_shift->setItemData(m_shift->count() - 1, QString::fromStdString(kind.what), Qt::ToolTipRole);
    }
    m_shift->setCurrentIndex(std::max(0, m_shift->findData(QString::fromLatin1(kStandardShift))));
    m_count->setRange(1, kMostShiftedImages);
    m_count->setSingleStep(64);
    m_count->setValue(kFollowedImages);
    m_count->setKeyboardTracking(false);
    layOut();
    connect(m_shift, &QComboBox::currentIndexChanged, this, &ShiftsPage::takeShift);
    connect(m_set, &QComboBox::activated, this, [this] { m_setChosen = true; });
    connect(m_set, &SetBox::chosen, this, &ShiftsPage::ask);
    connect(m_count, &QSpinBox::valueChanged, this, &ShiftsPage::ask);
    connect(m_slider, &QSlider::valueChanged, this, &ShiftsPage::move);
    connect(m_neutral, &QPushButton::clicked, this, [this] { m_slider->setValue(0); });
    takeShift();
    showSentence(tr("Choose a shift, then drag its strength."));
}

void ShiftsPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    m_controller = own(new ShiftController(context.session, context.jobs, context.library, this));
    connect(m_controller, &ShiftController::drawn, this, &ShiftsPage::showAnswer);
    connect(m_controller, &ShiftController::nothing, this, &ShiftsPage::showSentence);
    connect(m_session, &Session::dataSetsChanged, this, &ShiftsPage::offerSets);
    ask();
}

void ShiftsPage::setTheme(const Theme& theme) {
    m_plot->setTheme(theme);
}

PlotView* ShiftsPage::figure() const {
    return m_plot;
}

void ShiftsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_controller) m_controller->setActive(true);
}

void ShiftsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    if (m_controller) m_controller->setActive(false);
}

void ShiftsPage::layOut() {
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(QStringLiteral("0.0000")));
    m_value->setAlignment(Qt::AlignRight | Qt::AlignTop);
    QFont strong = m_value->font();
    strong.setBold(true);
    m_value->setFont(strong);
    m_meaning->setForegroundRole(QPalette::PlaceholderText);
    m_strip->setOneRow(true);
    m_strip->setPickable(false);
    m_strip->setFixedHeight(m_strip->verticalHeader()->defaultSectionSize() + 4 * kGridPx);
    m_stripTitle->setForegroundRole(QPalette::PlaceholderText);
    m_stripTitle->setContentsMargins(2 * kGridPx, 0, 0, 0);

    auto* choice = new QHBoxLayout;
    choice->setSpacing(2 * kGridPx);
    choice->addWidget(m_shift);
    choice->addWidget(new QLabel(tr("of"), this));
    choice->addWidget(m_set, 1);
    choice->addWidget(new QLabel(tr("images"), this));
    choice->addWidget(m_count);
    auto* strength = new QHBoxLayout;
    strength->setSpacing(2 * kGridPx);
    strength->addWidget(m_slider, 1);
    strength->addWidget(m_value, 0, Qt::AlignTop);
    strength->addWidget(m_neutral, 0, Qt::AlignTop);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    top->setSpacing(kGridPx);
    top->addLayout(choice);
    top->addLayout(strength);
    top->addWidget(m_meaning);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(top);
    column->addWidget(m_plot, 1);
    column->addWidget(m_stripTitle);
    column->addWidget(m_strip);
}

void ShiftsPage::takeShift() {
    const auto& kind = shiftKind(m_shift->currentData().toString().toStdString());
    std::vector<TickedSlider::Tick> ticks;
    for (std::size_t i = 0; i < kind.sweep.size(); ++i)
        ticks.push_back({static_cast<int>(i) * kPerStop, numberWords(kind.sweep[i])});
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, ticks.back().value);
        m_slider->setSingleStep(stepOf(kind));
        m_slider->setPageStep(kPerStop);
        m_slider->setTicks(std::move(ticks));
        m_slider->setValue(0);
    }
    m_meaning->setText(tr("Strength: %1; %2 changes nothing.")
                           .arg(QString::fromStdString(kind.strength), numberWords(kind.neutral)));
    m_meaning->setToolTip(QString::fromStdString(kind.what));
    move();
}

double ShiftsPage::strength() const {
    return strengthAt(shiftKind(m_shift->currentData().toString().toStdString()), m_slider->value());
}

void ShiftsPage::move() {
    m_value->setText(numberWords(strength()));
    m_slider->setAccessibleDescription(m_value->text());
    m_neutral->setEnabled(m_slider->value() != 0);
    ask();
}

ShiftRequest ShiftsPage::request() const {
    return {.setId = m_set->id().toStdString(),
            .question = {m_shift->currentData().toString().toStdString(), strength()},
            .limit = m_count->value()};
}

void ShiftsPage::ask() {
    if (m_controller) m_controller->ask(request());
}

/// The set most worth shifting, until the user chooses one.
void ShiftsPage::offerSets() {
    const QString kept = m_set->id();
    m_set->setChoices(readableSets(*m_session));
    if (m_set->id() != kept) m_setChosen = false;
    if (!m_setChosen) m_set->choose(QString::fromStdString(m_controller->standardSet()));
}

void ShiftsPage::showAnswer(const ShiftAnswer& answer) {
    m_plot->show(answer.histogram);
    auto content = GridContent::allOf({"", answer.images->title, answer.images});
    content.unit = "bits/dim";
    content.values.assign(content.items.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < std::min(content.values.size(), answer.bitsPerDim.size()); ++i)
        content.values[i] = static_cast<float>(answer.bitsPerDim[i]);
    for (std::size_t i = answer.bitsPerDim.size(); i < content.items.size(); ++i)
        content.items[i].scored = false;
    m_strip->show(std::move(content));
    m_strip->setVisible(true);
    m_stripTitle->setVisible(true);
    Q_EMIT figureChanged();
}

void ShiftsPage::showSentence(const QString& sentence) {
    m_plot->show(HistogramData{});
    m_plot->showSentence(sentence);
    m_strip->setVisible(false);
    m_stripTitle->setVisible(false);
    Q_EMIT figureChanged();
}

}  // namespace nescio
