#include <cmath>

#include <opencv2/ml.hpp>

#include "core/stats/one_class.h"
#include "core/stats/opencv/guard.h"

namespace nescio {
namespace {

constexpr int kMostIterations = 10'000'000;

void checkOneClassOptions(const OneClassOptions& options) {
    if (!(options.nu > 0 && options.nu < 1) || !(options.gamma >= 0) || std::isinf(options.gamma) ||
        !(options.tolerance > 0))
        throw OptionError(
            fmt::format("one class: expected nu between 0 and 1, gamma not negative and a tolerance above 0, "
                        "found {}, {} and {}",
                        options.nu, options.gamma, options.tolerance));
}

cv::Ptr<cv::ml::SVM> trained(const FeatureTable& table, const OneClassOptions& options, double gamma) {
    const auto svm = cv::ml::SVM::create();
    svm->setType(cv::ml::SVM::ONE_CLASS);
    svm->setKernel(cv::ml::SVM::RBF);
    svm->setNu(options.nu);
    svm->setGamma(gamma);
    svm->setTermCriteria(
        {cv::TermCriteria::COUNT + cv::TermCriteria::EPS, kMostIterations, options.tolerance});
    cv::Mat samples(static_cast<int>(table.rows()), static_cast<int>(table.features), CV_32F);
    std::copy(table.values.begin(), table.values.end(), samples.ptr<float>());
    const cv::Mat kinds = cv::Mat::ones(samples.rows, 1, CV_32S);
    if (!svm->train(samples, cv::ml::ROW_SAMPLE, kinds))
        throw DataError("one class: expected rows that a border can be drawn around, found others");
    return svm;
}

}  // namespace

OneClass fitOneClass(const FeatureTable& table, const OneClassOptions& options) {
    checkOneClassOptions(options);
    auto rows =
        standardRows(table, "one class", std::max<std::size_t>(2, static_cast<std::size_t>(1 / options.nu)));
    const double gamma = options.gamma > 0 ? options.gamma : 1.0 / static_cast<double>(rows.table.features);
    const auto svm = withSeed("one class", 0, [&] { return trained(rows.table, options, gamma); });
    OneClass border{
        .standard = std::move(rows.standard), .gamma = gamma, .rho = 0, .supports = {}, .coefficients = {}};
    cv::Mat coefficients, places;
    border.rho = svm->getDecisionFunction(0, coefficients, places);
    const cv::Mat supports = svm->getSupportVectors();
    for (int i = 0; i < static_cast<int>(places.total()); ++i) {
        const auto* support = supports.ptr<float>(places.at<int>(i));
        border.coefficients.push_back(coefficients.at<double>(i));
        border.supports.insert(border.supports.end(), support, support + supports.cols);
    }
    return border;
}

}  // namespace nescio
