#include "widgets/paper/figure_size.h"

#include <QCoreApplication>

namespace nescio {
namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("nescio::PaperWidth", words);
}

}  // namespace

const std::vector<PaperWidth>& paperWidths() {
    static const std::vector<PaperWidth> widths{
        {tr("single column, 84 mm"), kSingleColumnMm},
        {tr("double column, 174 mm"), kDoubleColumnMm},
        {tr("Nature, one column, 89 mm"), 89},
        {tr("Nature, two columns, 183 mm"), 183},
        {tr("IEEE, one column, 3.5 in"), 3.5 * kMmPerInch},
        {tr("IEEE, two columns, 7.16 in"), 7.16 * kMmPerInch},
        {tr("ICML, one column, 3.25 in"), 3.25 * kMmPerInch},
        {tr("NeurIPS and ICLR, text width, 5.5 in"), 5.5 * kMmPerInch}};
    return widths;
}

}  // namespace nescio
