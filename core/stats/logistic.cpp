#include "core/stats/logistic.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/stats/cholesky.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr int kMostSteps = 100;
constexpr double kConverged = 1e-12;  // of the gradient, per row

/// log(1 + e^x) without overflow.
double softplus(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

/// What is minimised, at weights of which the first is the bias.
class LogisticLoss {
  public:
    LogisticLoss(const StandardRows& rows, const std::vector<bool>& isOne, double ridge)
        : m_table(rows.table), m_ridge(ridge) {
        for (const auto place : rows.places) m_isOne.push_back(isOne[place]);
    }

    [[nodiscard]] std::size_t size() const { return m_table.features + 1; }
    [[nodiscard]] const std::vector<bool>& isOne() const { return m_isOne; }

    [[nodiscard]] double at(const std::vector<double>& weights) const {
        double loss = 0;
        for (std::size_t i = 0; i < m_table.rows(); ++i) {
            const double z = linear(weights, m_table.row(i));
            loss += softplus(m_isOne[i] ? -z : z);
        }
        for (std::size_t f = 1; f < size(); ++f) loss += m_ridge * weights[f] * weights[f] / 2;
        return loss;
    }

    struct Slope {
        std::vector<double> gradient;
        std::vector<double> hessian;
    };
    [[nodiscard]] Slope slopeAt(const std::vector<double>& weights) const {
        Slope slope{std::vector<double>(size()), std::vector<double>(size() * size())};
        for (std::size_t i = 0; i < m_table.rows(); ++i) {
            const double p = 1 / (1 + std::exp(-linear(weights, m_table.row(i))));
            for (std::size_t a = 0; a < size(); ++a) {
                slope.gradient[a] += (p - (m_isOne[i] ? 1 : 0)) * input(i, a);
                for (std::size_t b = 0; b <= a; ++b)
                    slope.hessian[a * size() + b] += p * (1 - p) * input(i, a) * input(i, b);
            }
        }
        for (std::size_t f = 1; f < size(); ++f) {
            slope.gradient[f] += m_ridge * weights[f];
            slope.hessian[f * size() + f] += m_ridge;
        }
        return slope;
    }
    [[nodiscard]] bool isFlat(const Slope& slope) const {
        const double most = kConverged * static_cast<double>(m_table.rows());
        return std::all_of(slope.gradient.begin(), slope.gradient.end(),
                           [&](double g) { return std::abs(g) <= most; });
    }

    static double linear(const std::vector<double>& weights, std::span<const double> row) {
        double z = weights[0];
        for (std::size_t f = 0; f < row.size(); ++f) z += weights[f + 1] * row[f];
        return z;
    }

  private:
    [[nodiscard]] double input(std::size_t i, std::size_t a) const {
        return a == 0 ? 1 : m_table.values[i * m_table.features + a - 1];
    }

    const FeatureTable& m_table;
    std::vector<bool> m_isOne;
    double m_ridge;
};

/// The step of Newton's method, halved until the loss falls; false where none does: the optimum to the last
/// digit.
bool improve(const LogisticLoss& loss, const LogisticLoss::Slope& slope, std::vector<double>& weights) {
    const auto lower = cholesky(slope.hessian, loss.size());
    if (!lower) return false;  // so far out that the bias moves nothing
    const auto step = solveUpper(*lower, solveLower(*lower, slope.gradient));
    const double before = loss.at(weights);
    for (double share = 1; share > 1e-10; share /= 2) {
        auto next = weights;
        for (std::size_t a = 0; a < next.size(); ++a) next[a] -= share * step[a];
        if (!(loss.at(next) < before)) continue;
        weights = std::move(next);
        return true;
    }
    return false;
}

void checkKinds(const FeatureTable& table, const std::vector<bool>& isOne, double ridge) {
    if (table.rows() != isOne.size())
        throw ShapeError(fmt::format("logistic regression: expected a kind for each of {} rows, found {}",
                                     table.rows(), isOne.size()));
    if (!(ridge > 0) || std::isinf(ridge))
        throw OptionError(fmt::format("logistic regression: expected a ridge above 0, found {}", ridge));
}

}  // namespace

Logistic fitLogistic(const FeatureTable& table, const std::vector<bool>& isOne, double ridge) {
    checkKinds(table, isOne, ridge);
    auto rows = standardRows(table, "logistic regression", 2);
    const LogisticLoss loss(rows, isOne, ridge);
    const auto ones = std::count(loss.isOne().begin(), loss.isOne().end(), true);
    if (ones == 0 || static_cast<std::size_t>(ones) == loss.isOne().size())
        throw DataError(
            fmt::format("logistic regression: expected finite rows of both kinds, found {} and {}", ones,
                        loss.isOne().size() - static_cast<std::size_t>(ones)));
    std::vector<double> weights(loss.size());
    for (int step = 0; step < kMostSteps; ++step) {
        const auto slope = loss.slopeAt(weights);
        if (loss.isFlat(slope) || !improve(loss, slope, weights)) break;
    }
    return {std::move(rows.standard), weights.front(), {weights.begin() + 1, weights.end()}};
}

std::vector<double> logOdds(const Logistic& logistic, const FeatureTable& table) {
    if (logistic.standard.means.size() != logistic.standard.deviations.size() ||
        logistic.weights.size() != logistic.standard.kept())
        throw DataError(fmt::format("logistic regression: expected {} weights, found {}",
                                    logistic.standard.kept(), logistic.weights.size()));
    return evaluateRows(logistic.standard, table, "logistic regression", [&](std::span<const double> x) {
        double z = logistic.bias;
        for (std::size_t f = 0; f < x.size(); ++f) z += logistic.weights[f] * x[f];
        return z;
    });
}

}  // namespace nescio
