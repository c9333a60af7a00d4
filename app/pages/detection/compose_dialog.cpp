#include "app/pages/detection/compose_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/scores/fitted_combination.h"
#include "core/values/failure.h"
#include "widgets/control_names.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

std::vector<std::string> namesIn(const QString& text) {
    std::vector<std::string> names;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        names.push_back(toStd(part.trimmed()));
    return names;
}

}  // namespace

ComposeDialog::ComposeDialog(ScoreMaterial material, QWidget* parent)
    : QDialog(parent),
      m_material(std::move(material)),
      m_id(named(new QLineEdit(this), "composeId",
                 tr("What tables and the command line call it: small letters, digits, underscores"))),
      m_title(named(new QLineEdit(this), "composeTitle", tr("What people read; else what it is made of"))),
      m_formula(named(new QLineEdit(this), "composeFormula", tr("Higher = more out-of-distribution"))),
      m_kind(named(new QComboBox(this), "composeKind", tr("A formula, or a fit over columns"))),
      m_reference(named(new QComboBox(this), "composeReference",
                        tr("Scored set of in-distribution images to fit to"))),
      m_told(
          named(new QComboBox(this), "composeTold",
                tr("Scored set of out-of-distribution images that it is told; its badge says so for good"))),
      m_components(named(makeSpin(1, kMostComponents, 3, this), "composeComponents", tr("Gaussians"))),
      m_names(named(new QListWidget(this), "composeNames",
                    tr("What the run has of each image; double-click to insert"))),
      m_replace(named(new QCheckBox(tr("&Replace one of this id"), this), "composeReplace",
                      tr("What the run has under it may go"))),
      m_says(named(new QLabel(this), "composeSays", tr("What is wrong, or the unit"))),
      m_form(new QFormLayout) {
    setObjectName(QStringLiteral("composeDialog"));
    setWindowTitle(tr("New score"));
    m_kind->addItems({tr("formula"), tr("Gaussian mixture"), tr("logistic regression")});
    m_id->setText(QStringLiteral("my_score"));
    m_formula->setText(QStringLiteral("-log_p"));
    for (const auto& [id, title] : m_material.sets)
        for (auto* box : {m_reference, m_told}) box->addItem(toQt(title), toQt(id));
    m_told->setCurrentIndex(m_told->count() - 1);
    for (const auto& name : m_material.names) {
        auto* item = new QListWidgetItem(
            name.unit.empty() ? toQt(name.name) : tr("%1  [%2]").arg(toQt(name.name), toQt(name.unit)),
            m_names);
        item->setData(Qt::UserRole, toQt(name.name));
    }
    m_says->setWordWrap(true);
    m_says->setToolTip({});
    m_says->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_says->setAlignment(Qt::AlignTop);
    fillForm(*m_form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_make = named(buttons->addButton(tr("&Make score"), QDialogButtonBox::AcceptRole), "composeCommit",
                   tr("Keep it with the run and compare it with the others"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(2 * kGridPx);
    column->addLayout(m_form);
    column->addWidget(m_names, 1);
    column->addWidget(m_says);
    column->addWidget(buttons);
    resize(480, 520);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_make->setEnabled(false);
        Q_EMIT wanted(order());
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ComposeDialog::showFields);
    connect(m_names, &QListWidget::itemActivated, this, &ComposeDialog::insertName);
    for (auto* edit : {m_id, m_formula}) connect(edit, &QLineEdit::textChanged, this, &ComposeDialog::check);
    for (auto* box : {m_reference, m_told})
        connect(box, &QComboBox::currentIndexChanged, this, &ComposeDialog::check);
    showFields();
}

void ComposeDialog::fillForm(QFormLayout& form) {
    form.addRow(tr("&Kind"), m_kind);
    form.addRow(tr("&Id"), m_id);
    form.addRow(tr("&Title"), m_title);
    form.addRow(tr("&Formula"), m_formula);
    form.addRow(tr("&Gaussians"), m_components);
    form.addRow(tr("&Fitted to"), m_reference);
    form.addRow(tr("T&old"), m_told);
    form.addRow(m_replace);
}

void ComposeDialog::showFields() {
    const int kind = m_kind->currentIndex();
    const auto show = [this](QWidget* field, bool shown) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    };
    show(m_components, kind == Mixture);
    show(m_reference, kind != Formula);
    show(m_told, kind == Logistic);
    static_cast<QLabel*>(m_form->labelForField(m_formula))
        ->setText(kind == Formula ? tr("&Formula") : tr("&Columns"));
    m_formula->setPlaceholderText(kind == Formula ? tr("-log_p + 0.5*volume") : tr("density, volume"));
    if (kind != Formula && m_formula->text() == QLatin1String("-log_p")) m_formula->clear();
    check();
}

void ComposeDialog::insertName(const QListWidgetItem* item) {
    const auto name = item->data(Qt::UserRole).toString();
    const bool list = m_kind->currentIndex() != Formula && !m_formula->text().trimmed().isEmpty();
    m_formula->insert(list ? QStringLiteral(", ") + name : name);
    m_formula->setFocus();
}

/// "" where nothing is wrong that can be seen here.
QString ComposeDialog::problem() const {
    if (m_id->text().isEmpty()) return tr("Expected an id, found none.");
    if (m_kind->currentIndex() == Formula) {
        try {
            const nescio::Formula formula(toStd(m_formula->text()), m_material.names);
            return {};
        } catch (const OptionError& error) {
            return toQt(error.what());
        }
    }
    if (namesIn(m_formula->text()).empty())
        return tr("Expected names of columns, with commas between, found none.");
    if (m_kind->currentIndex() == Logistic && m_reference->currentIndex() == m_told->currentIndex())
        return tr("Expected another set to be told than the one it is fitted to.");
    return {};
}

void ComposeDialog::check() {
    const auto wrong = problem();
    m_make->setEnabled(wrong.isEmpty());
    if (!wrong.isEmpty()) return m_says->setText(wrong);
    if (m_kind->currentIndex() != Formula)
        return m_says->setText(m_kind->currentIndex() == Logistic
                                   ? tr("It will say for good that it was told OOD images.")
                                   : QString());
    const nescio::Formula formula(toStd(m_formula->text()), m_material.names);
    m_says->setText(formula.unit().empty() ? tr("A plain number.") : tr("In %1.").arg(toQt(formula.unit())));
}

void ComposeDialog::showProblem(const QString& sentence) {
    m_says->setText(sentence);
    m_make->setEnabled(true);
}

ComposeOrder ComposeDialog::order() const {
    ComposeOrder order{.run = m_material.run, .id = toStd(m_id->text()), .title = toStd(m_title->text())};
    const auto reference = toStd(m_reference->currentData().toString());
    switch (m_kind->currentIndex()) {
        case Mixture:
            order.mixture = namesIn(m_formula->text());
            order.reference = reference;
            order.components = m_components->value();
            break;
        case Logistic:
            order.logistic = namesIn(m_formula->text());
            order.reference = reference;
            order.told = toStd(m_told->currentData().toString());
            break;
        default:
            order.formula = toStd(m_formula->text());
    }
    order.replace = m_replace->isChecked();
    order.replacedBy = toStd(m_replace->text().remove(QLatin1Char('&')));
    return order;
}

}  // namespace nescio
