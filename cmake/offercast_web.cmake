# The module of WebAssembly, web/module beside the whole command line, as a function of JavaScript that makes instances of it.
# Node is nothing to it: whoever makes an instance hands over the compiled code.

file(GLOB offercast_web_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/module/*.c)
add_executable(offercast_module cli/main.c ${offercast_web_sources})
target_link_libraries(offercast_module PRIVATE offercast_cli)
set_target_properties(offercast_module PROPERTIES OUTPUT_NAME module SUFFIX .mjs)
target_link_options(offercast_module PRIVATE -O3 -sMODULARIZE=1 -sEXPORT_ES6=1 -sUSE_ES6_IMPORT_META=0
  -sEXPORT_NAME=createModule -sENVIRONMENT=web,worker -sINVOKE_RUN=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB
  -sMAXIMUM_MEMORY=2GB -sFORCE_FILESYSTEM=1 -sEXPORTED_FUNCTIONS=_main,_malloc,_free
  -sEXPORTED_RUNTIME_METHODS=callMain,FS,UTF8ToString,stringToUTF8,lengthBytesUTF8)
