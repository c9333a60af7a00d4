// Many figures written one after the other, each in a turn of its own, so that the window answers meanwhile.
#pragma once

#include <utility>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QProgressDialog>
#include <QString>

#include "widgets/paper/figure_recipe.h"

namespace nescio {

/// Tells how far it is where that takes over half a second; Cancel leaves what is written. Deletes itself.
/// Thread: GUI.
class FigureBatch : public QObject {
    Q_OBJECT

  public:
    using Figures = std::vector<std::pair<QString, FigureRecipe>>;  ///< paths and what goes there

    FigureBatch(Figures figures, QWidget& window);

  Q_SIGNALS:
    /// All of them, or those before Cancel.
    void written(int figures, int of);
    void failed(const QString& sentence);

  private:
    void writeNext();
    void end();

    Figures m_figures;
    std::size_t m_next = 0;
    QPointer<QProgressDialog> m_progress;
};

}  // namespace nescio
