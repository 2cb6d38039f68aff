; INI and other files of settings.

(section (section_name (text) @name)) @section
(setting (setting_name) @name) @member
(comment) @comment
