// How the table of verdicts looks: rows as high as their thumbnails.
#pragma once

#include "widgets/copied_table.h"

namespace nescio {

/// Thread: GUI.
class VerdictTable : public CopiedTable {
    Q_OBJECT

  public:
    explicit VerdictTable(QWidget* parent = nullptr);
};

}  // namespace nescio
