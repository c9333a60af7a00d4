#include "widgets/job_strip.h"

#include <algorithm>

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "widgets/elided_label.h"
#include "widgets/number_words.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr std::size_t kMostRows = 4;  // one a thread that takes jobs
constexpr int kMostRowPx = 640;

/// `brief` leaves out what is nice to know, for all jobs but the first.
QString wordsOf(const JobFacts& job, bool brief = false) {
    QStringList words{job.what};
    if (brief) return words.first();
    if (!job.detail.isEmpty()) words << job.detail;
    if (job.imagesPerSecond > 0) words << QObject::tr("%1 images/s").arg(fixedWords(job.imagesPerSecond, 0));
    return words.join(QStringLiteral("  ·  "));
}

QString leftWords(const JobFacts& job) {
    if (job.cancelling) return QObject::tr("cancelling…");
    return job.secondsLeft >= 0 ? QObject::tr("%1 left").arg(durationWords(job.secondsLeft)) : QString();
}

QString allWords(const JobFacts& job) {
    const QString left = leftWords(job);
    return left.isEmpty() ? wordsOf(job) : wordsOf(job) + QStringLiteral("  ·  ") + left;
}

}  // namespace

JobStrip::JobStrip(QWidget* parent)
    : QWidget(parent), m_idle(new QLabel(tr("Ready"), this)), m_device(new ElidedLabel(this)) {
    setObjectName(QStringLiteral("jobStrip"));
    m_idle->setForegroundRole(QPalette::PlaceholderText);
    m_device->setObjectName(QStringLiteral("deviceLabel"));
    m_device->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, kGridPx);
    line->setSpacing(4 * kGridPx);
    line->addWidget(m_idle);
    for (std::size_t at = 0; at < kMostRows; ++at) {
        m_rows.push_back(makeRow(static_cast<int>(at)));
        line->addWidget(m_rows.back().whole, 4);
    }
    line->addStretch(1);
    line->addWidget(m_device);
}

JobStrip::Row JobStrip::makeRow(int at) {
    Row row{new QWidget(this), new ElidedLabel(this), new QLabel(this), new QProgressBar(this),
            new QToolButton(this)};
    // The place of everything but the words depends on the number of jobs alone: Cancel never moves away
    // under the pointer.
    row.whole->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.whole->setMaximumWidth(kMostRowPx);
    row.words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.left->setObjectName(QStringLiteral("timeLeft%1").arg(at));
    row.left->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const QFontMetrics metrics = row.left->fontMetrics();
    row.left->setFixedWidth(std::max(metrics.horizontalAdvance(tr("%1 left").arg(durationWords(359'999))),
                                     metrics.horizontalAdvance(tr("cancelling…"))) +
                            kGridPx);
    row.bar->setTextVisible(false);
    row.bar->setFixedSize(72, 2 * kGridPx);
    row.cancel->setText(tr("Cancel"));
    row.cancel->setObjectName(QStringLiteral("cancelJob%1").arg(at));
    row.cancel->setToolTip(tr("Stop this job; what is finished is kept"));
    auto* line = new QHBoxLayout(row.whole);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2 * kGridPx);
    line->addWidget(row.words, 1);
    line->addWidget(row.left);
    line->addWidget(row.bar);
    line->addWidget(row.cancel);
    row.whole->hide();
    const auto index = static_cast<std::size_t>(at);
    connect(row.cancel, &QToolButton::clicked, this, [this, index] {
        if (index < m_jobs.size()) Q_EMIT cancelRequested(m_jobs[index].lane);
    });
    return row;
}

void JobStrip::fill(const Row& row, const JobFacts& job, bool brief) {
    row.words->setText(wordsOf(job, brief));
    row.words->setToolTip(allWords(job));
    row.left->setText(leftWords(job));
    row.bar->setRange(0, job.share < 0 ? 0 : 1000);
    if (job.share >= 0) row.bar->setValue(static_cast<int>(std::clamp(job.share, 0.0, 1.0) * 1000));
    row.cancel->setEnabled(!job.cancelling);
}

void JobStrip::show(const std::vector<JobFacts>& jobs) {
    if (jobs == m_jobs) return;
    m_jobs = jobs;
    for (std::size_t at = 0; at < m_rows.size(); ++at) {
        const bool used = at < jobs.size();
        m_rows[at].whole->setVisible(used);
        if (used) fill(m_rows[at], jobs[at], at > 0);
    }
    m_idle->setVisible(jobs.empty());
    sayDevice();
    setAccessibleDescription(summary());
}

void JobStrip::showDevice(const QString& device, const QString& reason) {
    m_deviceWords = device;
    m_reason = reason;
    sayDevice();
    m_device->setToolTip(reason.isEmpty() ? tr("The device that trains and scores")
                                          : tr("The device that trains and scores; %1").arg(reason));
}

void JobStrip::sayDevice() {
    // Jobs need the room; why there is no CUDA stays in the tooltip.
    const bool roomy = m_jobs.empty() && !m_reason.isEmpty();
    m_device->setText(roomy ? m_deviceWords + QStringLiteral("  ·  ") + m_reason : m_deviceWords);
    m_device->updateGeometry();
}

/// As high with a job as without: the window above does not move when one comes.
bool JobStrip::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    const bool looks = event->type() == QEvent::Polish || event->type() == QEvent::StyleChange ||
                       event->type() == QEvent::FontChange;
    if (looks) {
        auto* cancel = m_rows.front().cancel;
        cancel->ensurePolished();
        const QMargins margins = layout()->contentsMargins();
        setMinimumHeight(cancel->sizeHint().height() + margins.top() + margins.bottom());
    }
    return handled;
}

QString JobStrip::summary() const {
    QStringList words;
    for (const auto& job : m_jobs) words << allWords(job);
    return words.isEmpty() ? m_idle->text() : words.join(QStringLiteral(" | "));
}

}  // namespace nescio
