#include "widgets/paper/figure_size.h"

#include <QCoreApplication>

namespace nescio {
namespace {

QString inWords(const char* words) {
    return QCoreApplication::translate("nescio::PaperWidth", words);
}

}  // namespace

const std::vector<PaperWidth>& paperWidths() {
    static const std::vector<PaperWidth> widths{
        {inWords("single column, 84 mm"), kSingleColumnMm},
        {inWords("double column, 174 mm"), kDoubleColumnMm},
        {inWords("Nature, one column, 89 mm"), 89},
        {inWords("Nature, two columns, 183 mm"), 183},
        {inWords("IEEE, one column, 3.5 in"), 3.5 * kMmPerInch},
        {inWords("IEEE, two columns, 7.16 in"), 7.16 * kMmPerInch},
        {inWords("ICML, one column, 3.25 in"), 3.25 * kMmPerInch},
        {inWords("NeurIPS and ICLR, text width, 5.5 in"), 5.5 * kMmPerInch}};
    return widths;
}

}  // namespace nescio
