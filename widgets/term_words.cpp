#include "widgets/term_words.h"

#include <algorithm>

#include <QObject>

namespace nescio {

bool hasVolume(const Breakdown& breakdown) {
    return std::any_of(breakdown.terms.begin(), breakdown.terms.end(),
                       [](const Term& term) { return isVolume(term.info.kind); });
}

QString kindWords(TermKind kind) {
    switch (kind) {
        case TermKind::Prior:
            return QObject::tr("prior");
        case TermKind::LogDet:
            return QObject::tr("volume");
        case TermKind::Scaling:
            return QObject::tr("scaling");
        case TermKind::Reconstruction:
            return QObject::tr("reconstruction");
        case TermKind::Divergence:
            return QObject::tr("divergence");
        case TermKind::Conditional:
            return QObject::tr("pixels");
        case TermKind::Mixing:
            return QObject::tr("averaging");
    }
    return {};
}

std::vector<KindSum> sumsByKind(const Breakdown& breakdown) {
    std::vector<KindSum> sums;
    for (const Term& term : breakdown.terms) {
        const auto known = std::find_if(sums.begin(), sums.end(),
                                        [&](const KindSum& sum) { return sum.kind == term.info.kind; });
        if (known == sums.end())
            sums.push_back({term.info.kind, term.nats});
        else
            known->nats += term.nats;
    }
    return sums;
}

}  // namespace nescio
