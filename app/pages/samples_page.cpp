#include "app/pages/samples_page.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "widgets/plots/samples_plot.h"
#include "widgets/theme.h"

namespace nescio {

SamplesPage::SamplesPage(QWidget* parent)
    : QWidget(parent),
      m_count(new QSpinBox(this)),
      m_temperature(new QDoubleSpinBox(this)),
      m_seed(new QSpinBox(this)),
      m_sample(new QPushButton(tr("&Draw samples"), this)),
      m_plot(new SamplesPlot(this)) {
    m_count->setObjectName(QStringLiteral("sampleCount"));
    m_count->setRange(1, 1024);
    m_count->setValue(64);
    m_count->setToolTip(tr("How many images to draw"));
    m_temperature->setObjectName(QStringLiteral("sampleTemperature"));
    m_temperature->setRange(0, 2);
    m_temperature->setSingleStep(0.1);
    m_temperature->setValue(1);
    m_temperature->setToolTip(tr("Scale of the prior's noise; 1 is the model itself, less is smoother"));
    m_seed->setObjectName(QStringLiteral("sampleSeed"));
    m_seed->setRange(0, 999'999);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same seed draws the same images"));
    m_sample->setObjectName(QStringLiteral("sampleButton"));
    m_sample->setToolTip(tr("Draw images from the current run's model"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    row->addStretch(1);
    const auto addField = [&](const QString& title, QWidget* field) {
        auto* label = new QLabel(title, this);
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field);
    };
    addField(tr("Images"), m_count);
    addField(tr("Temperature"), m_temperature);
    addField(tr("Seed"), m_seed);
    row->addWidget(m_sample);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_plot, 1);
    connect(m_sample, &QPushButton::clicked, this, &SamplesPage::request);
}

void SamplesPage::setSamplingEnabled(bool enabled) {
    m_sample->setEnabled(enabled);
}

void SamplesPage::request() {
    Q_EMIT samplesRequested(m_count->value(), m_temperature->value(), m_seed->value());
}

}  // namespace nescio
