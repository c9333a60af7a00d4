#include <cmath>

#include <opencv2/ml.hpp>

#include "core/stats/mixture.h"
#include "core/stats/opencv/guard.h"

namespace nescio {
namespace {

void checkMixtureOptions(const MixtureOptions& options) {
    if (options.components < 1 || options.iterations < 1 || !(options.tolerance > 0) || !(options.floor > 0))
        throw OptionError(fmt::format(
            "mixture: expected components, iterations, tolerance and floor above 0, found {}, {}, {} and {}",
            options.components, options.iterations, options.tolerance, options.floor));
}

cv::Ptr<cv::ml::EM> trained(const FeatureTable& table, const MixtureOptions& options) {
    const auto em = cv::ml::EM::create();
    em->setClustersNumber(options.components);
    em->setCovarianceMatrixType(cv::ml::EM::COV_MAT_GENERIC);
    em->setTermCriteria(
        {cv::TermCriteria::COUNT + cv::TermCriteria::EPS, options.iterations, options.tolerance});
    const cv::Mat samples(static_cast<int>(table.rows()), static_cast<int>(table.features), CV_64F,
                          const_cast<double*>(table.values.data()));
    if (!em->trainEM(samples)) throw DataError("mixture: expected rows that EM can fit, found others");
    return em;
}

void append(std::vector<double>& to, const cv::Mat& numbers) {
    for (int i = 0; i < numbers.rows; ++i)
        for (int j = 0; j < numbers.cols; ++j) to.push_back(numbers.at<double>(i, j));
}

}  // namespace

GaussianMixture fitMixture(const FeatureTable& table, const MixtureOptions& options) {
    checkMixtureOptions(options);
    const auto k = static_cast<std::size_t>(options.components);
    auto rows = standardRows(table, "mixture", k * 2);
    const auto f = rows.table.features;
    if (rows.table.rows() < k * (f + 1))
        throw DataError(
            fmt::format("mixture: expected {} finite rows for {} components of {} features, found {}",
                        k * (f + 1), k, f, rows.table.rows()));
    const auto em = withSeed("mixture", options.seed, [&] { return trained(rows.table, options); });
    GaussianMixture mixture{
        .standard = std::move(rows.standard), .weights = {}, .means = {}, .covariances = {}};
    append(mixture.weights, em->getWeights());
    append(mixture.means, em->getMeans());
    std::vector<cv::Mat> covariances;
    em->getCovs(covariances);
    for (auto& covariance : covariances)
        append(mixture.covariances, covariance + options.floor * cv::Mat::eye(covariance.size(), CV_64F));
    return mixture;
}

}  // namespace nescio
