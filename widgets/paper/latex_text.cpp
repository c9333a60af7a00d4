#include "widgets/paper/latex_text.h"

#include <map>

#include <QStringList>

namespace nescio {
namespace {

/// "\\alpha" and so on; empty for what is no small Greek letter.
QString greek(QChar character) {
    static const QStringList kNames{
        QStringLiteral("alpha"), QStringLiteral("beta"),    QStringLiteral("gamma"),
        QStringLiteral("delta"), QStringLiteral("epsilon"), QStringLiteral("zeta"),
        QStringLiteral("eta"),   QStringLiteral("theta"),   QStringLiteral("iota"),
        QStringLiteral("kappa"), QStringLiteral("lambda"),  QStringLiteral("mu"),
        QStringLiteral("nu"),    QStringLiteral("xi"),      QStringLiteral("omicron"),
        QStringLiteral("pi"),    QStringLiteral("rho"),     QStringLiteral("varsigma"),
        QStringLiteral("sigma"), QStringLiteral("tau"),     QStringLiteral("upsilon"),
        QStringLiteral("phi"),   QStringLiteral("chi"),     QStringLiteral("psi"),
        QStringLiteral("omega")};
    constexpr char16_t kFirst = 0x3B1;
    const int at = character.unicode() - kFirst;
    if (at < 0 || at >= kNames.size()) return {};
    return kNames[at] == QLatin1String("omicron") ? QStringLiteral("o")
                                                  : QStringLiteral("$\\%1$").arg(kNames[at]);
}

}  // namespace

QString latexText(const QString& text) {
    static const std::map<char16_t, QString> kSpelled{{u'\\', QStringLiteral("\\textbackslash{}")},
                                                      {u'{', QStringLiteral("\\{")},
                                                      {u'}', QStringLiteral("\\}")},
                                                      {u'$', QStringLiteral("\\$")},
                                                      {u'&', QStringLiteral("\\&")},
                                                      {u'#', QStringLiteral("\\#")},
                                                      {u'%', QStringLiteral("\\%")},
                                                      {u'_', QStringLiteral("\\_")},
                                                      {u'^', QStringLiteral("\\textasciicircum{}")},
                                                      {u'~', QStringLiteral("\\textasciitilde{}")},
                                                      {u'\u2212', QStringLiteral("$-$")},
                                                      {u'\u2009', QStringLiteral("\\,")},
                                                      {u'\u202f', QStringLiteral("\\,")},
                                                      {u'\u00a0', QStringLiteral("~")},
                                                      {u'\u00b7', QStringLiteral("$\\cdot$")},
                                                      {u'\u2190', QStringLiteral("$\\leftarrow$")},
                                                      {u'\u2192', QStringLiteral("$\\rightarrow$")},
                                                      {u'\u2013', QStringLiteral("--")},
                                                      {u'\u2014', QStringLiteral("---")},
                                                      {u'\u00d7', QStringLiteral("$\\times$")},
                                                      {u'\u00b1', QStringLiteral("$\\pm$")},
                                                      {u'\u2264', QStringLiteral("$\\le$")},
                                                      {u'\u2265', QStringLiteral("$\\ge$")},
                                                      {u'\u2260', QStringLiteral("$\\ne$")},
                                                      {u'\u2026', QStringLiteral("\\ldots{}")},
                                                      {u'\u201c', QStringLiteral("``")},
                                                      {u'\u201d', QStringLiteral("''")},
                                                      {u'\u00b2', QStringLiteral("$^2$")},
                                                      {u'\u221e', QStringLiteral("$\\infty$")},
                                                      {u'\u2016', QStringLiteral("$\\Vert$")},
                                                      {u'\u2207', QStringLiteral("$\\nabla$")},
                                                      {u'\u03a3', QStringLiteral("$\\Sigma$")},
                                                      {u'\u2297', QStringLiteral("$\\otimes$")}};
    QString out;
    for (const QChar character : text) {
        const auto known = kSpelled.find(character.unicode());
        const QString letter = greek(character);
        if (known != kSpelled.end())
            out += known->second;
        else
            out += letter.isEmpty() ? QString(character) : letter;
    }
    return out;
}

}  // namespace nescio
