// Opens the dialogs that make scores of one's own, and hands what they ask for to the controller.
#pragma once

class QWidget;

namespace nescio {

class OwnScoreController;

/// Both open when the run's file was asked what it offers; why they do not is noticed by the controller.
void openComposeDialog(OwnScoreController& controller, QWidget& parent);
void openImportDialog(OwnScoreController& controller, QWidget& parent);

}  // namespace nescio
