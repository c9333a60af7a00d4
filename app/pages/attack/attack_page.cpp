#include "app/pages/attack/attack_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/pages/attack/attack_controller.h"
#include "app/session/set_choices.h"
#include "core/values/breakdown.h"
#include "widgets/control_names.h"
#include "widgets/image_view.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"
#include "widgets/set_box.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kMostLevels = 32;    // of one byte: beyond it the changes are plain to see
constexpr int kMostLength = 1000;  // Euclidean, in levels
constexpr int kStandardLevels = 8, kStandardLength = 150;
constexpr int kSettleMs = 120;
constexpr int kPicturePx = 336;

QVBoxLayout* captioned(ImageView* view, const QString& caption, QWidget* parent) {
    auto* column = new QVBoxLayout;
    auto* label = new QLabel(caption, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignHCenter);
    view->setMaximumHeight(kPicturePx);
    column->addWidget(view, 1);
    column->addWidget(label);
    return column;
}

QString rankWords(double rank) {
    return QStringLiteral("%1 %").arg(fixedWords(100 * rank, 1));
}

}  // namespace

AttackPage::AttackPage(QWidget* parent)
    : Page(parent),
      m_goal(named(new QComboBox(this), "attackGoal", tr("Which way the likelihood is pushed"))),
      m_norm(named(new QComboBox(this), "attackNorm", tr("How the size of a change is measured"))),
      m_set(named(new SetBox(this), "attackSet", tr("The set that is attacked as a whole"))),
      m_budget(named(new QSlider(Qt::Horizontal, this), "attackBudget", tr("Largest change allowed"))),
      m_budgetText(new QLabel(this)),
      m_steps(named(new WholeBox(this), "attackSteps", tr("Projected gradient steps"))),
      m_images(named(new WholeBox(this), "attackImages", tr("Images of the set, spread evenly over it"))),
      m_attackSet(named(new QPushButton(tr("&Attack the set"), this), "attackSetButton",
                        tr("Attack these images, add them as a data set and score it"))),
      m_before(named(new ImageView(this), "attackBefore", tr("The image as it is"))),
      m_difference(named(new ImageView(this), "attackDifference", tr("The change, magnified"))),
      m_after(named(new ImageView(this), "attackAfter", tr("The image attacked"))),
      m_words(named(new QLabel(this), "attackWords", tr("What the model says before and after"))) {
    fillControls();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4 * kGridPx, 3 * kGridPx, 4 * kGridPx, 3 * kGridPx);
    column->setSpacing(3 * kGridPx);
    column->addLayout(controlsRow());
    column->addLayout(picturesRow(), 4);
    column->addWidget(m_words);
    column->addStretch(1);
    column->addLayout(setRow());
    normPicked();
    m_soon.stop();
}

void AttackPage::fillControls() {
    m_goal->addItem(tr("less likely"), static_cast<int>(AttackGoal::LowerLikelihood));
    m_goal->addItem(tr("more likely"), static_cast<int>(AttackGoal::RaiseLikelihood));
    m_norm->addItem(tr("L∞: every byte"), static_cast<int>(AttackNorm::Max));
    m_norm->addItem(tr("L2: the whole image"), static_cast<int>(AttackNorm::Euclidean));
    m_steps->setRange(1, 500);
    m_steps->setValue(40);
    m_images->setRange(1, 100'000);
    m_images->setValue(100);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_budgetText->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("1 000 levels of 255")));
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSettleMs);
    connect(&m_soon, &QTimer::timeout, this, &AttackPage::attack);
    connect(m_norm, &QComboBox::currentIndexChanged, this, &AttackPage::normPicked);
    connect(m_goal, &QComboBox::currentIndexChanged, this, [this] { m_soon.start(); });
    connect(m_budget, &QSlider::valueChanged, this, &AttackPage::budgetChanged);
    connect(m_steps, &QSpinBox::valueChanged, this, [this] { m_soon.start(); });
    connect(m_attackSet, &QPushButton::clicked, this,
            [this] { m_controller->attackSet(toStd(m_set->id()), m_images->value(), options()); });
}

QHBoxLayout* AttackPage::controlsRow() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGridPx);
    row->addWidget(new QLabel(tr("Make it"), this));
    row->addWidget(m_goal);
    row->addWidget(new QLabel(tr("within"), this));
    row->addWidget(m_norm);
    row->addWidget(m_budget, 1);
    row->addWidget(m_budgetText);
    row->addWidget(new QLabel(tr("steps"), this));
    row->addWidget(m_steps);
    return row;
}

QHBoxLayout* AttackPage::picturesRow() {
    auto* row = new QHBoxLayout;
    row->setSpacing(4 * kGridPx);
    row->addLayout(captioned(m_before, tr("as it is"), this), 1);
    row->addLayout(captioned(m_difference, tr("change, magnified"), this), 1);
    row->addLayout(captioned(m_after, tr("attacked, as bytes"), this), 1);
    return row;
}

QHBoxLayout* AttackPage::setRow() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGridPx);
    row->addWidget(new QLabel(tr("The same on"), this));
    row->addWidget(m_images);
    row->addWidget(new QLabel(tr("images of"), this));
    row->addWidget(m_set, 1);
    row->addWidget(m_attackSet);
    return row;
}

AttackOptions AttackPage::options() const {
    return {.goal = static_cast<AttackGoal>(m_goal->currentData().toInt()),
            .norm = static_cast<AttackNorm>(m_norm->currentData().toInt()),
            .budget = static_cast<double>(m_budget->value()),
            .steps = m_steps->value()};
}

void AttackPage::normPicked() {
    const bool largest = options().norm == AttackNorm::Max;
    const QSignalBlocker blocker(m_budget);
    m_budget->setRange(1, largest ? kMostLevels : kMostLength);
    m_budget->setPageStep(largest ? 4 : 50);
    m_budget->setValue(largest ? kStandardLevels : kStandardLength);
    budgetChanged();
}

void AttackPage::budgetChanged() {
    m_budgetText->setText(tr("%1 levels of 255").arg(countWords(m_budget->value())));
    m_soon.start();
}

void AttackPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    m_controller = own(new AttackController(context.session, context.jobs, context.library, this));
    connect(m_session, &Session::selectionChanged, this, &AttackPage::attack);
    connect(m_session, &Session::currentRunChanged, this, &AttackPage::attack);
    // A run that trains has newer models all the time; only what waits for one asks again.
    connect(m_session, &Session::runsChanged, this, [this] {
        if (!m_hasData) attack();
    });
    connect(m_session, &Session::dataSetsChanged, this, [this] {
        m_set->setChoices(readableSets(*m_session));
        m_attackSet->setEnabled(m_set->count() > 0);
    });
    connect(m_controller, &AttackController::started, this, &AttackPage::showBusy);
    connect(m_controller, &AttackController::attacked, this, &AttackPage::showAttack);
    connect(m_controller, &AttackController::nothing, this, &AttackPage::showSentence);
    m_attackSet->setEnabled(false);
}

void AttackPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    attack();
}

void AttackPage::attack() {
    if (m_controller && isVisible()) m_controller->attackSelected(options());
}

void AttackPage::showAttack(const AttackedImage& attack) {
    m_hasData = true;
    m_before->show(attack.before);
    m_difference->show(attack.difference);
    m_after->show(attack.after);
    m_words->setText(words(attack));
}

QString AttackPage::words(const AttackedImage& attack) const {
    const auto dims = attack.before.shape.dims();
    QString text =
        tr("%1: log-likelihood %2 → %3 nats, %4 → %5 bits/dim.")
            .arg(toQt(attack.name), fixedWords(attack.natsBefore, 0), fixedWords(attack.natsAfter, 0),
                 fixedWords(bitsPerDim(attack.natsBefore, dims), 3),
                 fixedWords(bitsPerDim(attack.natsAfter, dims), 3));
    if (attack.rankBefore >= 0)
        text += QLatin1Char(' ') +
                tr("More likely than %1, then %2 of %3.")
                    .arg(rankWords(attack.rankBefore), rankWords(attack.rankAfter), toQt(attack.reference));
    if (attack.largestChange == 0)
        return text + QLatin1Char(' ') + tr("No change within this budget moved it that way.");
    return text + QLatin1Char(' ') +
           tr("Largest change of a byte: %1 levels; length of the change: %2 levels.")
               .arg(attack.largestChange)
               .arg(fixedWords(attack.length, 1));
}

void AttackPage::showSentence(const QString& sentence) {
    m_hasData = false;
    for (auto* view : {m_before, m_difference, m_after}) view->showSentence({});
    m_words->setText(sentence);
}

void AttackPage::showBusy() {
    m_words->setText(tr("Attacking…"));
}

}  // namespace nescio
