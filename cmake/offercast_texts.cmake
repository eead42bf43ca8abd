# offercast_texts(TARGET LIST.def FOLDER SYMBOL): the files FOLDER/NAME.json, one for each line of LIST.def, as
# zero-terminated arrays SYMBOL_name[], in one C file of TARGET.
function(offercast_texts target list folder symbol)
  offercast_list_names(${list} names)
  set(text "/* Made from ${folder} by the build. */\n")
  foreach(name IN LISTS names)
    string(REPLACE "_" "-" file ${name})
    set(path ${PROJECT_SOURCE_DIR}/${folder}/${file}.json)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "(char)0x\\1," bytes "${bytes}")
    string(APPEND text "extern const char ${symbol}_${name}[];\nconst char ${symbol}_${name}[] = {${bytes}0};\n")
  endforeach()
  # Written only when it differs, so that nothing is compiled for nothing.
  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/generated/${symbol}_texts.c CONTENT "${text}")
  target_sources(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated/${symbol}_texts.c)
endfunction()
