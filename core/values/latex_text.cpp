#include "core/values/latex_text.h"

#include <algorithm>
#include <map>

namespace nescio {
namespace {

/// Bytes of the UTF-8 letter that begins with this one.
std::size_t lengthOf(char first) {
    const auto lead = static_cast<unsigned char>(first);
    if (lead < 0xC0) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

const std::map<std::string, std::string>& spelled() {
    static const std::map<std::string, std::string> kSpelled{{"\\", "\\textbackslash{}"},
                                                             {"{", "\\{"},
                                                             {"}", "\\}"},
                                                             {"$", "\\$"},
                                                             {"&", "\\&"},
                                                             {"#", "\\#"},
                                                             {"%", "\\%"},
                                                             {"_", "\\_"},
                                                             {"^", "\\textasciicircum{}"},
                                                             {"~", "\\textasciitilde{}"},
                                                             {"−", "$-$"},
                                                             {"\u2009", "\\,"},
                                                             {"\u202f", "\\,"},
                                                             {"\u00a0", "~"},
                                                             {"·", "$\\cdot$"},
                                                             {"←", "$\\leftarrow$"},
                                                             {"→", "$\\rightarrow$"},
                                                             {"–", "--"},
                                                             {"—", "---"},
                                                             {"×", "$\\times$"},
                                                             {"±", "$\\pm$"},
                                                             {"≤", "$\\le$"},
                                                             {"≥", "$\\ge$"},
                                                             {"≠", "$\\ne$"},
                                                             {"…", "\\ldots{}"},
                                                             {"“", "``"},
                                                             {"”", "''"},
                                                             {"²", "$^2$"},
                                                             {"∞", "$\\infty$"},
                                                             {"‖", "$\\Vert$"},
                                                             {"∇", "$\\nabla$"},
                                                             {"Σ", "$\\Sigma$"},
                                                             {"⊗", "$\\otimes$"},
                                                             {"α", "$\\alpha$"},
                                                             {"β", "$\\beta$"},
                                                             {"γ", "$\\gamma$"},
                                                             {"δ", "$\\delta$"},
                                                             {"ε", "$\\epsilon$"},
                                                             {"ζ", "$\\zeta$"},
                                                             {"η", "$\\eta$"},
                                                             {"θ", "$\\theta$"},
                                                             {"ι", "$\\iota$"},
                                                             {"κ", "$\\kappa$"},
                                                             {"λ", "$\\lambda$"},
                                                             {"μ", "$\\mu$"},
                                                             {"ν", "$\\nu$"},
                                                             {"ξ", "$\\xi$"},
                                                             {"ο", "o"},
                                                             {"π", "$\\pi$"},
                                                             {"ρ", "$\\rho$"},
                                                             {"ς", "$\\varsigma$"},
                                                             {"σ", "$\\sigma$"},
                                                             {"τ", "$\\tau$"},
                                                             {"υ", "$\\upsilon$"},
                                                             {"φ", "$\\phi$"},
                                                             {"χ", "$\\chi$"},
                                                             {"ψ", "$\\psi$"},
                                                             {"ω", "$\\omega$"}};
    return kSpelled;
}

}  // namespace

std::string latexText(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = std::min(lengthOf(text[at]), text.size() - at);
        const auto letter = text.substr(at, length);
        const auto known = spelled().find(letter);
        out += known == spelled().end() ? letter : known->second;
        at += length;
    }
    return out;
}

}  // namespace nescio
