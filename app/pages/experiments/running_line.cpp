#include "app/pages/experiments/running_line.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QProgressBar>

#include "widgets/elided_label.h"
#include "widgets/qt_text.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kLookMs = 100;
constexpr int kBarPx = 160;
constexpr int kFine = 1000;  // steps of the bar

}  // namespace

RunningLine::RunningLine(QWidget* parent)
    : QWidget(parent), m_words(new ElidedLabel(this)), m_bar(new QProgressBar(this)) {
    m_words->setObjectName(QStringLiteral("experimentRunning"));
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setFixedWidth(kBarPx);
    m_bar->setFixedHeight(2 * kGridPx);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far the experiment is"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kGridPx);
    row->addWidget(m_bar);
    row->addWidget(m_words, 1);
    m_clock.setInterval(kLookMs);
    connect(&m_clock, &QTimer::timeout, this, &RunningLine::look);
    hide();
}

void RunningLine::show(std::vector<UnderWay> experiments) {
    m_experiments = std::move(experiments);
    setVisible(!m_experiments.empty());
    if (m_experiments.empty()) return m_clock.stop();
    m_clock.start();
    look();
}

void RunningLine::look() {
    const auto& first = m_experiments.front();
    const Progress progress = first.board->latest();
    auto words = tr("“%1” is running…").arg(toQt(first.title));
    if (!progress.stage.empty()) words += QLatin1Char(' ') + toQt(progress.stage);
    if (m_experiments.size() > 1)
        words += tr(" · %n more behind it", nullptr, static_cast<int>(m_experiments.size() - 1));
    m_words->setText(words);
    m_bar->setRange(0, progress.total > 0 ? kFine : 0);
    if (progress.total > 0)
        m_bar->setValue(static_cast<int>(kFine * std::clamp(progress.done, std::int64_t{0}, progress.total) /
                                         progress.total));
}

}  // namespace nescio
