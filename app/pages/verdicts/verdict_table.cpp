#include "app/pages/verdicts/verdict_table.h"

#include <QHeaderView>

#include "app/pages/verdicts/verdict_model.h"
#include "widgets/theme.h"

namespace nescio {

VerdictTable::VerdictTable(QWidget* parent) : CopiedTable(parent) {
    setShowGrid(false);
    setWordWrap(false);
    setIconSize({VerdictModel::kThumbnailPx, VerdictModel::kThumbnailPx});
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setDefaultSectionSize(VerdictModel::kThumbnailPx + kGridPx);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignBottom);
}

}  // namespace nescio
