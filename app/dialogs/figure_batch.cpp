#include "app/dialogs/figure_batch.h"

#include <utility>

#include <QDir>
#include <QTimer>

#include "app/session/controller.h"
#include "core/values/failure.h"
#include "widgets/figure_export.h"

namespace nescio {

FigureBatch::FigureBatch(Figures figures, QWidget& window)
    : QObject(&window),
      m_figures(std::move(figures)),
      m_progress(new QProgressDialog(tr("Writing figures…"), tr("Cancel"), 0,
                                     static_cast<int>(m_figures.size()), &window)) {
    m_progress->setObjectName(QStringLiteral("figureBatch"));
    m_progress->setWindowTitle(tr("Export all figures"));
    m_progress->setMinimumDuration(500);
    QTimer::singleShot(0, this, &FigureBatch::writeNext);
}

void FigureBatch::writeNext() {
    const bool cancelled = !m_progress || m_progress->wasCanceled();
    if (cancelled || m_next == m_figures.size()) {
        Q_EMIT written(static_cast<int>(m_next), static_cast<int>(m_figures.size()));
        return end();
    }
    const auto& [path, recipe] = m_figures[m_next];
    m_progress->setLabelText(tr("Writing %1…").arg(QDir::toNativeSeparators(path)));
    m_progress->setValue(static_cast<int>(m_next));
    try {
        exportFigure(recipe, path);
    } catch (...) {
        Q_EMIT failed(sentenceOf(currentFailure("exporting the figures")));
        return end();
    }
    ++m_next;
    QTimer::singleShot(0, this, &FigureBatch::writeNext);
}

void FigureBatch::end() {
    if (m_progress) m_progress->deleteLater();
    deleteLater();
}

}  // namespace nescio
